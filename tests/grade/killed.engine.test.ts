import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { classMarksSchema, type ClassMarks } from "../../workbench/grade/schema/marks.ts";
import { PROJECT_DIR } from "../../workbench/project.ts";
import { stateDir } from "../../workbench/state.ts";
import { isAbandoned } from "../../workbench/temporary.ts";
import { killedAt, testFolder } from "../classroom/scene.ts";
import { groundwork } from "../cli/command.ts";

const CLASS = path.join(PROJECT_DIR, "tests", "fixtures", "class");
/** Right, the starter untouched, against the policy, right and late, the first one's files, and a run that never ends. */
const STUDENTS = ["abyrne", "cokafor", "enovak", "fzahra", "gpetrov", "kmensah"];

/** Milliseconds for three runs over a class, each with its canary. */
const MINUTES = 600_000;

/** A part of the made class with one lab and short limits, and a private test, in a folder of its own. */
async function smallClass(): Promise<{ top: string; args: (out: string) => string[] }> {
  const top = await testFolder("gw-grade-");
  for (const student of STUDENTS)
    await cp(path.join(CLASS, "submissions", student), path.join(top, "hand-ins", student), {
      recursive: true,
    });
  const roster = await readFile(path.join(CLASS, "roster.csv"), "utf8");
  const [head = "", ...lines] = roster.trimEnd().split("\n");
  const listed = lines.filter((line) => STUDENTS.some((student) => line.includes(`,${student},`)));
  await writeFile(path.join(top, "roster.csv"), [head, ...listed, ""].join("\n"));
  const yaml = await readFile(path.join(CLASS, "assignment.yaml"), "utf8");
  const oneLab = yaml.replace(/ {2}- \{ lab: 03-scratch.*\n/, "");
  await writeFile(
    path.join(top, "assignment.yaml"),
    `${oneLab}privateTests: private\nlimits: { runSeconds: 5, buildSeconds: 20 }\n`,
  );
  await mkdir(path.join(top, "private", "10-surface"), { recursive: true });
  for (const [name, text] of Object.entries(PRIVATE))
    await writeFile(path.join(top, "private", "10-surface", name), text);
  const args = (out: string) => [
    ...["grade", path.join(top, "hand-ins"), "--assignment", path.join(top, "assignment.yaml")],
    ...["--roster", path.join(top, "roster.csv"), "--received", path.join(CLASS, "received.csv")],
    ...["--out", path.join(top, out), "--jobs", "2", "--json"],
  ];
  return { top, args };
}

const PRIVATE = {
  "tasks.yaml": `format: groundwork.private-tests/1
tasks:
  - { id: small, title: The image of defuse has at most nine layers, points: 5, feedback: hidden }
`,
  "private.test.ts": `import { lab } from "#kit";
import type { Bench } from "#kit";

const { task } = lab(import.meta.url);

task("small", async (bench: Bench) => {
  const { layers } = await bench.look(await bench.build("defuse"));
  bench.claim(layers.length <= 9, {
    code: "many-layers",
    expected: "at most nine layers",
    seen: String(layers.length),
    cause: "There are many instructions.",
    where: "defuse/Dockerfile",
  });
});
`,
};

/** What of the marks has to be the same, however often a run was killed. */
const decisive = ({ students }: ClassMarks): unknown =>
  students.map(({ student, final, labs }) => ({
    student,
    final,
    labs: labs.map(({ status, raw, penalty, tasks }) => ({ status, raw, penalty, tasks })),
  }));

test(
  "a class, killed in the middle and graded on: the marks of an undisturbed run, and nothing left",
  async () => {
    const DOCKER_HOST = (await connectEngine()).facts.endpoint;
    const { top, args } = await smallClass();
    const { killed, said } = await killedAt(" graded, about", args("killed"), { DOCKER_HOST });
    expect(killed, said).toBe(true);

    const again = await groundwork(args("killed"), { DOCKER_HOST });
    expect(again.code, again.all).toBe(0);
    expect(again.all).toMatch(/[1-9] are graded already/);
    const whole = await groundwork(args("whole"), { DOCKER_HOST });
    expect(whole.code, whole.all).toBe(0);
    const [one, other] = [again, whole].map(({ stdout }) => classMarksSchema.parse(JSON.parse(stdout)));
    expect(one && decisive(one)).toEqual(other && decisive(other));
    if (other) expectMarks(other);

    // Nothing is missing, so nothing is built.
    const third = await groundwork(args("killed"), { DOCKER_HOST });
    expect(third.all).toContain("0 graded now");
    const page = await readFile(path.join(top, "killed", "class.html"), "utf8");
    expect(page).toContain("Against the rules");
    expect(await sandboxesLeft()).toEqual([]);
  },
  MINUTES,
);

function expectMarks({ students }: ClassMarks): void {
  const marks = new Map(students.map(({ student, labs: [lab] }) => [student, lab]));
  const [ada, chidi, emil, fatima, goran, kofi] = ["3001", "3003", "3005", "3006", "3007", "3011"].map(
    (each) => marks.get(each),
  );
  expect([ada, chidi, emil, fatima, goran, kofi].map((lab) => lab?.status)).toEqual([
    "graded",
    "graded",
    "rejected",
    "graded",
    "graded",
    "graded",
  ]);
  // Right, with the instructor's own task after the lab's.
  expect(ada?.tasks.map(({ verdict }) => verdict)).toEqual(ada?.tasks.map(() => "pass"));
  expect(ada?.tasks.at(-1)).toMatchObject({ id: "small", told: "hidden" });
  expect(goran).toMatchObject({ key: ada?.key, final: ada?.final });
  expect(fatima).toMatchObject({ raw: ada?.raw, penalty: (ada?.raw ?? 0) * 0.2 });
  expect(chidi?.final).toBeLessThan(ada?.final ?? 0);
  expect([emil?.final, kofi?.tasks.find(({ id }) => id === "defuse")?.verdict]).toEqual([0, "fail"]);
}

/** Sandboxes that are written down as there, though their grader is gone; other tests' graders may be at work. */
async function sandboxesLeft(): Promise<string[]> {
  const names = await readdir(path.join(stateDir(), "grade", "sandboxes")).catch(() => []);
  return names.filter((name) => isAbandoned(name));
}
