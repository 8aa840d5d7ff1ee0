import { readFile, rm, readdir } from "node:fs/promises";
import path from "node:path";
import { LABS_DIR } from "../../project.ts";
import { writeText } from "../../state.ts";
import { classPage } from "../feedback/class.ts";
import { studentPage } from "../feedback/student.ts";
import type { Marked } from "../exports/export.ts";
import type { JournalReader } from "../journal/journal.ts";
import { classMarks } from "../marks/class-marks.ts";
import type { LabAbout } from "../marks/lab-mark.ts";
import type { Assignment } from "../schema/assignment.ts";
import { NOTHING_THERE, type Keyed, type TakenClass } from "../schema/class.ts";
import type { Grade } from "../schema/grade.ts";
import type { Student } from "../schema/marks.ts";
import { leadsIn, type Comparable } from "../similar/leads.ts";
import { outPaths, writeMarks } from "./out.ts";

export interface PublishRequest {
  readonly out: string;
  readonly assignment: Assignment;
  readonly labs: readonly LabAbout[];
  readonly taken: TakenClass;
  readonly journal: JournalReader;
  readonly grader: string;
  readonly now: Date;
}

/** Makes the marks from the journal, and writes them, each student's page and the class's. Returns what exports show. */
export async function publish(request: PublishRequest): Promise<Marked> {
  const { out, taken, journal } = request;
  const grades = new Map<string, Grade>();
  for (const { key } of taken.submissions) {
    const grade = await journal.grade(key);
    if (grade) grades.set(key, grade);
  }
  const marked = { marks: marksOf(request, grades), grades };
  await writeMarks(out, marked.marks);
  await writePages(out, marked);
  const leads = await Promise.all(
    request.labs.map(async ({ assigned: { lab } }) => ({ lab, leads: await leadsOf(lab, taken) })),
  );
  const refused = taken.refused.filter(({ code }) => code !== NOTHING_THERE);
  await writeText(outPaths(out).summary, classPage({ marked, refused, leads }));
  return marked;
}

function marksOf(request: PublishRequest, grades: ReadonlyMap<string, Grade>): Marked["marks"] {
  const { assignment, labs, taken, journal, grader, now } = request;
  const handedIn = new Map(taken.submissions.map((each) => [`${each.student}\n${each.lab}`, each]));
  return classMarks({
    assignment,
    labs,
    students: taken.students,
    handedIn: ({ student }, lab) => {
      const found = handedIn.get(`${student}\n${lab}`);
      return found ? handedInOf(found, grades) : null;
    },
    refused: (student, lab) => refusedOf(taken, student, lab),
    overrides: journal.overrides,
    grader,
    now,
  });
}

function handedInOf({ key, receivedAt, commit, late }: Keyed, grades: ReadonlyMap<string, Grade>) {
  return { key, receivedAt, commit, late, grade: grades.get(key) ?? null };
}

/** Only what takes a whole hand-in away leaves a student without a mark. */
function refusedOf({ refused, submissions }: TakenClass, { student }: Student, lab: string): string | null {
  if (submissions.some((each) => each.student === student && each.lab === lab)) return null;
  const blocking = refused.filter(
    (each) =>
      each.blocks &&
      each.code !== NOTHING_THERE &&
      each.student === student &&
      (each.lab === null || each.lab === lab),
  );
  return blocking.length === 0 ? null : blocking.map(({ reason }) => reason).join(" ");
}

/** Pages of those who are no longer on the roster go. */
async function writePages(out: string, marked: Marked): Promise<void> {
  const { feedback } = outPaths(out);
  for (const student of marked.marks.students)
    await writeText(path.join(feedback, `${student.pseudonym}.html`), studentPage(student, marked));
  const current = new Set(marked.marks.students.map(({ pseudonym }) => `${pseudonym}.html`));
  for (const name of await readdir(feedback).catch(() => []))
    if (!current.has(name)) await rm(path.join(feedback, name));
}

async function leadsOf(lab: string, { submissions }: TakenClass) {
  const starter = await textsIn(path.join(LABS_DIR, lab, "starter"));
  const handedIn: Comparable[] = [];
  for (const { student, dir, files } of submissions.filter((each) => each.lab === lab))
    handedIn.push({
      student,
      files: await textsOf(
        dir,
        files.map((file) => file.path),
      ),
    });
  return leadsIn(handedIn, starter);
}

async function textsIn(dir: string): Promise<Record<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return textsOf(
    dir,
    files.map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name))),
  );
}

async function textsOf(dir: string, files: readonly string[]): Promise<Record<string, string>> {
  const read = async (file: string) =>
    [file, await readFile(path.join(dir, file), "utf8").catch(() => "")] as const;
  return Object.fromEntries(await Promise.all(files.map(read)));
}
