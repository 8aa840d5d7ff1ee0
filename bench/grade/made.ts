import { appendFile, cp, mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { loadLab, type Lab } from "../../workbench/lab/load.ts";
import { prepareTarget, type Target } from "../../workbench/lab/target.ts";
import { LABS_DIR } from "../../workbench/project.ts";

/** A made class on the disk. */
export interface MadeClass {
  readonly lab: Lab;
  readonly students: readonly string[];
  /** Whose builds never end: in the loop each of them costs what the lab's own limit is. */
  readonly endless: ReadonlySet<string>;
  readonly handIns: string;
  readonly roster: string;
  readonly assignment: string;
}

/** So many of HOSTILE, from its start, do not end by themselves. */
const ENDLESS = 2;
/** What somebody hostile puts at the end of a Dockerfile. */
const HOSTILE = [
  "\nRUN while true; do :; done\n",
  "\nRUN while true; do echo flood; done\n",
  "\nADD http://127.0.0.1:9/x /x\n",
  "\nRUN --mount=type=secret,id=key cat /run/secrets/key\n",
];

/** Of twenty: seven right, six traps, one starter, three hostile, three copies of somebody before them. */
const KINDS = "rtrtrhdrtrtdhrtrtsdh";

/** Makes a class of so many for one lab, always the same. Two that are no copies differ in a comment at least. */
export async function makeClass(folder: string, labId: string, size: number): Promise<MadeClass> {
  const lab = await loadLab(LABS_DIR, labId);
  const handIns = path.join(folder, "hand-ins");
  const endless = new Set<string>();
  const students = Array.from({ length: size }, (_, at) => `s${String(at + 1).padStart(4, "0")}`);
  for (const [at, student] of students.entries()) {
    const to = path.join(handIns, student, labId);
    const kind = KINDS[at % KINDS.length] ?? "r";
    const original = students[at - 1];
    if (kind === "h" && at % HOSTILE.length < ENDLESS) endless.add(student);
    if (kind === "d" && original !== undefined && endless.has(original)) endless.add(student);
    if (kind === "d" && original !== undefined)
      await cp(path.join(handIns, original, labId), to, { recursive: true });
    else
      await layOut(
        lab,
        targetOf(kind, at, lab),
        to,
        student,
        kind === "h" ? HOSTILE[at % HOSTILE.length] : undefined,
      );
  }
  const roster = path.join(folder, "roster.csv");
  await writeFile(roster, ["id,name", ...students.map((each) => `${each},Student ${each}`), ""].join("\n"));
  const assignment = path.join(folder, "assignment.yaml");
  await writeFile(
    assignment,
    `format: groundwork.assignment/1\nid: bench\ntitle: Bench\nlabs: [{ lab: ${labId} }]\nvariantSeed: bench\nlimits: { buildSeconds: 20, runSeconds: 10 }\n`,
  );
  return { lab, students, endless, handIns, roster, assignment };
}

function targetOf(kind: string, at: number, { manifest }: Lab): Target {
  const traps = Object.keys(manifest.traps);
  if (kind === "t") return { kind: "trap", name: traps[at % traps.length] ?? "" };
  return kind === "s" ? { kind: "starter" } : { kind: "solution" };
}

async function layOut(lab: Lab, target: Target, to: string, student: string, hostile = ""): Promise<void> {
  await using prepared = await prepareTarget(lab, target, "bench");
  await mkdir(path.dirname(to), { recursive: true });
  await cp(prepared.dir, to, { recursive: true });
  const entries = await readdir(to, { recursive: true, withFileTypes: true });
  // The first one is hostile. In lab 10 that has to be `defuse`: the other one stands on a base without a shell.
  const dockerfiles = entries
    .filter((each) => each.isFile() && /dockerfile$/i.test(each.name))
    .toSorted((one, other) => one.parentPath.localeCompare(other.parentPath));
  for (const each of dockerfiles) await appendFile(path.join(each.parentPath, each.name), `\n# ${student}\n`);
  const [first] = dockerfiles;
  if (first && hostile !== "") await appendFile(path.join(first.parentPath, first.name), hostile);
}
