import { appendFile, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { classMarksSchema } from "../../../workbench/grade/schema/marks.ts";
import { PROJECT_DIR } from "../../../workbench/project.ts";

const MADE = path.join(PROJECT_DIR, "tests", "fixtures", "class");

/** A class that is quick to grade: right and the same again, the starter, against the policy, and right in other words. */
export interface QuickClass {
  readonly top: string;
  /** Arguments of `grade` into a folder, whose marks have the same pseudonyms as in every other folder of this class. */
  readonly args: (out: string) => Promise<string[]>;
  readonly folder: (out: string) => string;
}

const FROM_MADE = ["abyrne", "cokafor", "enovak", "gpetrov"];
/** Hand-ins that differ in one comment: each has a key of its own, and most of it was seen before. */
const VARIED = ["va", "vb"];

/** Makes the class below a folder of the test's own. */
export async function quickClass(top: string): Promise<QuickClass> {
  const handIns = path.join(top, "hand-ins");
  for (const student of FROM_MADE)
    await cp(path.join(MADE, "submissions", student), path.join(handIns, student), { recursive: true });
  for (const student of VARIED) {
    await cp(path.join(MADE, "submissions", "abyrne"), path.join(handIns, student), { recursive: true });
    await appendFile(path.join(handIns, student, "10-surface", "seen", "Dockerfile"), `# ${student}\n`);
  }
  const rows = [...FROM_MADE, ...VARIED].map(
    (login, at) => `${5000 + at},${login},${login}@example.org,${login}`,
  );
  await writeFile(path.join(top, "roster.csv"), ["id,name,email,login", ...rows, ""].join("\n"));
  await writeFile(path.join(top, "assignment.yaml"), ASSIGNMENT);
  const folder = (out: string) => path.join(top, out);
  const args = async (out: string) => {
    await giveSalt(folder(out));
    const [assignment, roster] = ["assignment.yaml", "roster.csv"].map((name) => path.join(top, name));
    return [
      ...["grade", handIns, "--assignment", assignment ?? "", "--roster", roster ?? ""],
      ...["--out", folder(out), "--json"],
    ];
  };
  return { top, args, folder };
}

const ASSIGNMENT = `format: groundwork.assignment/1
id: quick
title: Little to attack
labs:
  - { lab: 10-surface, weight: 1 }
points: 50
feedback: full
variantSeed: autumn-2026
limits: { runSeconds: 20, buildSeconds: 60 }
`;

/** Gives an output folder the salt that all of a test have, so that students have the same pseudonyms in each of them. */
export async function giveSalt(out: string): Promise<void> {
  await mkdir(path.join(out, "private"), { recursive: true });
  await writeFile(path.join(out, "private", "salt"), Buffer.alloc(32, 7), { mode: 0o600 });
}

/** The marks of an output folder, byte for byte, but for the time at which they were made. */
export async function marksIn(out: string): Promise<string> {
  const text = await readFile(path.join(out, "marks.json"), "utf8");
  classMarksSchema.parse(JSON.parse(text));
  return text.replace(/"markedAt": "[^"]*"/, '"markedAt": "then"');
}

const lineSchema = z.object({
  body: z.object({ kind: z.string(), grade: z.object({ key: z.string(), verdict: z.string() }).optional() }),
});

/** How often each key was graded, by the journal's lines. */
export async function timesGraded(out: string): Promise<number[]> {
  const lines = (await readFile(path.join(out, "journal.jsonl"), "utf8")).trimEnd().split("\n");
  const counts = new Map<string, number>();
  for (const line of lines) {
    const { body } = lineSchema.parse(JSON.parse(line));
    if (body.grade) counts.set(body.grade.key, (counts.get(body.grade.key) ?? 0) + 1);
  }
  return [...counts.values()];
}
