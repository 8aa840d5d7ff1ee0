import { readFile } from "node:fs/promises";
import type { Engine } from "../../engine/types.ts";
import { BadInput } from "../../lab/errors.ts";
import { stateDir } from "../../state.ts";
import type { Marked } from "../exports/export.ts";
import { writeJournal, type JournalWriter } from "../journal/journal.ts";
import { parseOverrides } from "../marks/overrides.ts";
import { openSandboxClass } from "../sandbox/index.ts";
import type { Keyed, TakenClass } from "../schema/class.ts";
import type { Student } from "../schema/marks.ts";
import type { Assigned } from "./assigned.ts";
import { gradeClass } from "./grade-class.ts";
import { writeClass } from "./out.ts";
import { planOf, type Again } from "./plan.ts";
import { publish } from "./publish.ts";

export interface MarkRequest {
  readonly out: string;
  readonly assigned: Assigned;
  readonly taken: TakenClass;
  /** A CSV of marks by hand; null: none besides those that the journal keeps. */
  readonly overrides: string | null;
  readonly grader: string;
  readonly signal: AbortSignal;
  readonly onProgress: (line: string) => void;
}

export interface SessionRequest extends MarkRequest {
  /** What is looked at at all. */
  readonly only: (submission: Keyed) => boolean;
  readonly again: Again;
  readonly engine: Engine;
  readonly jobs: number;
}

export interface SessionResult {
  readonly marked: Marked;
  /** Graded now, and taken from the journal. */
  readonly graded: number;
  readonly known: number;
}

/** Grades what is missing, writes it all down, and makes the marks and pages. Only one session writes in a folder at a time. */
export async function gradeInto(request: SessionRequest): Promise<SessionResult> {
  const { out, taken, signal, onProgress } = request;
  return writeJournal(
    out,
    async (journal) => {
      await writeClass(out, taken);
      await takeOverrides(request, journal);
      const plan = planOf(taken.submissions.filter(request.only), journal.places, request.again);
      const known = gradedOf(taken, journal);
      onProgress(summary(taken, plan.length, known));
      await gradePlanned(request, plan, journal);
      const marked = await markedBy(request, journal);
      return { marked, graded: plan.length, known };
    },
    { signal, onNote: onProgress },
  );
}

/** Makes the marks and pages from what is graded; grades nothing. */
export async function markAgain(request: MarkRequest): Promise<Marked> {
  const { out, signal, onProgress } = request;
  return writeJournal(
    out,
    async (journal) => {
      await takeOverrides(request, journal);
      return markedBy(request, journal);
    },
    { signal, onNote: onProgress },
  );
}

function markedBy({ out, assigned, taken, grader }: MarkRequest, journal: JournalWriter): Promise<Marked> {
  const { assignment, about: labs } = assigned;
  return publish({ out, assignment, labs, taken, journal, grader, now: new Date() });
}

/** How many of the class's keys have a grade. */
function gradedOf({ submissions }: TakenClass, { places }: JournalWriter): number {
  const keys = new Set(submissions.map(({ key }) => key));
  return [...keys].filter((key) => places[key] && places[key].verdict !== "not-gradable").length;
}

function summary({ students, submissions, refused }: TakenClass, planned: number, known: number): string {
  const left = refused.length === 0 ? "" : `; ${refused.length} things could not be taken`;
  return `${students.length} students, ${submissions.length} hand-ins${left}. ${known} are graded already, ${planned} to go.`;
}

async function gradePlanned(
  { assigned, engine, jobs, grader, signal, onProgress }: SessionRequest,
  plan: readonly Keyed[],
  journal: JournalWriter,
): Promise<void> {
  const { limits, labs, bases, programs } = assigned;
  const openSandboxes = () =>
    openSandboxClass({ engine, bases, programs, limits, stateDir: stateDir(), signal, onProgress });
  const submissionMs = limits.submissionSeconds * 1000;
  await gradeClass({ plan, labs, journal, openSandboxes, submissionMs, jobs, grader, signal, onProgress });
}

async function takeOverrides(
  { overrides: file, taken, assigned }: MarkRequest,
  journal: JournalWriter,
): Promise<void> {
  if (file === null) return;
  const text = await readFile(file, "utf8").catch(() => {
    throw new BadInput(
      `${file} can't be read.`,
      "Give a CSV file with the columns student,lab,points,reason.",
    );
  });
  const students: readonly Student[] = taken.students;
  const possible = new Map(assigned.about.map(({ assigned: { lab }, possible: most }) => [lab, most]));
  const known = new Set(journal.overrides.map((each) => JSON.stringify(each)));
  for (const override of parseOverrides(text, file, { students, possible }))
    if (!known.has(JSON.stringify(override))) await journal.append({ kind: "override", override });
}
