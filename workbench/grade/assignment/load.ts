import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { parseDocument } from "yaml";
import type { z } from "zod";
import { BadInput } from "../../lab/errors.ts";
import { listLabs, loadLab, type Lab } from "../../lab/load.ts";
import { assignmentSchema, type Assignment } from "../schema/assignment.ts";

/** An assignment with its labs, as the rest of the grader takes it. */
export interface LoadedAssignment {
  readonly file: string;
  readonly assignment: Assignment;
  /** In the assignment's order. */
  readonly labs: readonly Lab[];
  /** Folder with the instructor's own tests; null when there is none. */
  readonly privateDir: string | null;
  /** Folder with what the instructor adds to the handout; null when there is none. */
  readonly handoutDir: string | null;
}

const NEXT =
  "Correct it; workbench/grade/schema/assignment.ts says what each key means and what it may hold.";

/**
 * Reads an assignment and holds it against the course's labs. Throws BadInput with a line for each mistake: the file, the key,
 * what is wrong, what to write.
 * @param where the file, or the folder that holds an `assignment.yaml`
 */
export async function loadAssignment(where: string, labsDir: string): Promise<LoadedAssignment> {
  const isFolder = (await stat(where).catch(() => null))?.isDirectory() ?? false;
  const file = isFolder ? path.join(where, "assignment.yaml") : where;
  const text = await readFile(file, "utf8").catch(() => {
    throw new BadInput(`There is no ${file}.`, "Begin one with: npx groundwork assignment new");
  });
  const assignment = parseAssignment(text, file);
  const known = await listLabs(labsDir);
  const unknown = assignment.labs.flatMap(({ lab }, at) =>
    known.includes(lab) ? [] : [`labs.${at}.lab: there is no lab "${lab}"; the labs are ${known.join(", ")}`],
  );
  fail(file, unknown);
  const labs = await Promise.all(assignment.labs.map(({ lab }) => loadLab(labsDir, lab)));
  const beside = (name: string | null): string | null =>
    name === null ? null : path.resolve(path.dirname(file), name);
  const privateDir = beside(assignment.privateTests);
  const handoutDir = beside(assignment.handout);
  fail(file, [
    ...keyProblems(assignment, labs),
    ...(await privateProblems(privateDir, labs)),
    ...(await handoutProblems(handoutDir)),
  ]);
  return { file, assignment, labs, privateDir, handoutDir };
}

/** Parses an assignment's text. Throws BadInput with a line for each key that is wrong. */
export function parseAssignment(text: string, file: string): Assignment {
  const document = parseDocument(text);
  const broken = document.errors[0];
  if (broken) throw new BadInput(`${file} is no valid YAML: ${broken.message}`, NEXT);
  const parsed = assignmentSchema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  fail(file, parsed.error.issues.map(explained));
  throw parsed.error;
}

function explained(issue: z.core.$ZodIssue): string {
  const key = issue.path.map(String).join(".") || "(top level)";
  if (issue.code !== "unrecognized_keys") return `${key}: ${issue.message}`;
  const names = issue.keys.map((each) => `"${each}"`).join(", ");
  return `${key}: unknown key ${names}; remove it or correct its spelling`;
}

function fail(file: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new BadInput(problems.map((each) => `${file}: ${each}`).join("\n"), NEXT);
}

/** What the schema can't see: labs named twice, tasks that a lab doesn't have, an end before the beginning. */
function keyProblems(assignment: Assignment, labs: readonly Lab[]): string[] {
  const problems: string[] = [];
  for (const [at, { lab, tasks }] of assignment.labs.entries()) {
    if (assignment.labs.findIndex((each) => each.lab === lab) !== at)
      problems.push(`labs.${at}.lab: "${lab}" stands twice; remove one`);
    const known = labs[at]?.manifest.tasks.map((task) => task.id) ?? [];
    for (const task of Object.keys(tasks).filter((each) => !known.includes(each)))
      problems.push(`labs.${at}.tasks: "${task}" is no task of ${lab}; its tasks are ${known.join(", ")}`);
    if (known.length > 0 && known.every((task) => tasks[task] === 0))
      problems.push(`labs.${at}.tasks: every task has 0 points; give one some, or remove the lab`);
  }
  const { due, lateUntil } = assignment;
  if (lateUntil !== null && due === null)
    problems.push("lateUntil: there is no due date; set due, or remove lateUntil");
  if (lateUntil !== null && due !== null && Date.parse(lateUntil) < Date.parse(due))
    problems.push("lateUntil: it is before the due date; set a later one, or remove it");
  return problems;
}

async function handoutProblems(dir: string | null): Promise<string[]> {
  const isFolder = dir === null || ((await stat(dir).catch(() => null))?.isDirectory() ?? false);
  return isFolder ? [] : [`handout: there is no folder ${dir}; make it, or set null`];
}

/** Each folder of private tests must be a lab's of the assignment, and hold tests. */
async function privateProblems(dir: string | null, labs: readonly Lab[]): Promise<string[]> {
  if (dir === null) return [];
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => null);
  if (entries === null) return [`privateTests: there is no folder ${dir}; make it, or set null`];
  const ids = labs.map((each) => each.manifest.id);
  const problems: string[] = [];
  for (const entry of entries.filter((each) => each.isDirectory())) {
    if (!ids.includes(entry.name))
      problems.push(
        `privateTests: ${entry.name}/ is no lab of this assignment; its labs are ${ids.join(", ")}`,
      );
    else if (!(await readdir(path.join(dir, entry.name))).includes("private.test.ts"))
      problems.push(`privateTests: ${entry.name}/ has no private.test.ts; write one, or remove the folder`);
  }
  return problems;
}
