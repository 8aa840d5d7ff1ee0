import { readFile } from "node:fs/promises";
import { BadInput } from "../../lab/errors.ts";
import type { Executor } from "../executors/executor.ts";
import { claimShard } from "../executors/shard/shard-file.ts";
import { shardsOf, type Shard } from "../executors/shard/split.ts";
import type { Marked } from "../exports/export.ts";
import { writeJournal, type JournalWriter } from "../journal/journal.ts";
import { parseOverrides } from "../marks/overrides.ts";
import { NOTHING_THERE, type Keyed, type TakenClass } from "../schema/class.ts";
import type { Student } from "../schema/marks.ts";
import type { Assigned } from "./assigned.ts";
import { gradeClass } from "./grade-class.ts";
import { writeClass } from "./out.ts";
import { planOf, type Again } from "./plan.ts";
import { publish } from "./publish.ts";
import type { GradeEvent } from "./teller.ts";

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
  readonly executor: Executor;
  readonly onEvent?: (event: GradeEvent) => void;
}

export interface SessionResult {
  readonly marked: Marked;
  /** Graded now, and taken from the journal. */
  readonly graded: number;
  readonly known: number;
}

/** Grades what is missing, writes it all down, and makes the marks and pages. Only one session writes in a folder at a time. */
export async function gradeInto(request: SessionRequest): Promise<SessionResult> {
  const { out, signal, onProgress } = request;
  return writeJournal(
    out,
    async (journal) => {
      await claimShard(out, null, false);
      const { graded, known } = await gradeMissing(request, request.taken.submissions, journal);
      const marked = await markedBy(request, journal);
      return { marked, graded, known };
    },
    { signal, onNote: onProgress },
  );
}

export interface ShardResult {
  readonly shard: Shard;
  readonly graded: number;
  readonly known: number;
  /** How many of the shard's hand-ins could not be graded, through no fault of their own. */
  readonly notGradable: number;
}

/** Grades one shard of a class. No marks are made of it: half a class's marks would look like whole ones. */
export async function gradeShardInto(request: SessionRequest, shard: Shard): Promise<ShardResult> {
  const { out, taken, signal, onProgress } = request;
  return writeJournal(
    out,
    async (journal) => {
      await claimShard(out, shard, Object.keys(journal.places).length > 0);
      const owners = shardsOf(taken.submissions, shard.of);
      const own = taken.submissions.filter(({ key }) => owners.get(key) === shard.index);
      const { graded, known } = await gradeMissing(request, own, journal);
      const keys = [...new Set(own.map(({ key }) => key))];
      const notGradable = keys.filter((key) => journal.places[key]?.verdict === "not-gradable").length;
      return { shard, graded, known, notGradable };
    },
    { signal, onNote: onProgress },
  );
}

/** Grades those of the given hand-ins that the journal lacks. */
async function gradeMissing(
  request: SessionRequest,
  submissions: readonly Keyed[],
  journal: JournalWriter,
): Promise<Pick<SessionResult, "graded" | "known">> {
  const { out, taken, executor, grader, signal, onProgress, onEvent } = request;
  await writeClass(out, taken);
  await takeOverrides(request, journal);
  const plan = planOf(submissions.filter(request.only), journal.places, request.again);
  const known = gradedOf(submissions, journal);
  onProgress(summary(taken, submissions.length, plan.length, known));
  await gradeClass({ plan, journal, executor, grader, signal, onProgress, ...(onEvent ? { onEvent } : {}) });
  return { graded: plan.length, known };
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
function gradedOf(submissions: readonly Keyed[], { places }: JournalWriter): number {
  const keys = new Set(submissions.map(({ key }) => key));
  return [...keys].filter((key) => places[key] && places[key].verdict !== "not-gradable").length;
}

function summary(
  { students, submissions, refused }: TakenClass,
  own: number,
  planned: number,
  known: number,
): string {
  const leftOut = refused.filter(({ code }) => code !== NOTHING_THERE).length;
  const left = leftOut === 0 ? "" : `; not taken: ${leftOut}`;
  const part = own === submissions.length ? "" : `; ${own} of them belong to this shard`;
  return `${students.length} students, ${submissions.length} hand-ins${left}${part}. ${known} are graded already, ${planned} to go.`;
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
