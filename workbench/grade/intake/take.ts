import { rm } from "node:fs/promises";
import path from "node:path";
import type { Lab } from "../../lab/load.ts";
import { temporaryFolder } from "../../temporary.ts";
import { learnerFor } from "../assignment/learner.ts";
import type { Assignment } from "../schema/assignment.ts";
import type { Refused, Submission } from "../schema/submission.ts";
import type { WantedLab } from "./choose.ts";
import { describeFiles, putAside } from "./files.ts";
import { wantedOf } from "./labs.ts";
import { latestOf } from "./latest.ts";
import { intakeLimitsSchema, type IntakeLimits } from "./limits.ts";
import { openHandIn, type Found } from "./open.ts";
import { pseudonymOf, saltOf } from "./pseudonym.ts";
import type { Received } from "./received.ts";
import type { Roster, Student } from "./roster.ts";
import { openSource } from "./sources/open.ts";
import type { HandIn } from "./sources/types.ts";

export interface IntakeRequest {
  /** A folder, a platform's download, or a list of repositories. */
  readonly source: string;
  readonly assignment: Assignment;
  /** The assignment's labs. */
  readonly labs: readonly Lab[];
  readonly roster: Roster;
  readonly received?: Received;
  /** Where the grading run is kept: files go to `submissions/PSEUDONYM/LAB`, the salt to `private/salt`. */
  readonly outDir: string;
  readonly limits?: IntakeLimits;
  readonly signal?: AbortSignal;
  /** Is told in one line how far it is. */
  readonly onProgress?: (line: string) => void;
}

export interface Intake {
  readonly submissions: readonly Submission[];
  /** All that was not taken. Nothing is left out without a line here. */
  readonly refused: readonly Refused[];
  /** Students of the roster who handed nothing in. */
  readonly missing: readonly Student[];
}

/**
 * Takes in a class: finds out whose each hand-in is, reads the files that the labs' manifests name and nothing else, and puts
 * them aside under pseudonyms. Whatever a student has handed in, the others' are taken. Throws BadInput for a source that can't
 * be used at all.
 */
export async function takeIn(request: IntakeRequest): Promise<Intake> {
  const { roster, outDir, limits = intakeLimitsSchema.parse(undefined), received = new Map() } = request;
  const temporary = await temporaryFolder("intake");
  try {
    await using source = await openSource(request.source, { roster, received, limits, temporary });
    const context = {
      request,
      limits,
      salt: await saltOf(outDir),
      wanted: await Promise.all(request.labs.map(wantedOf)),
    };
    const { byStudent, refused } = assigned(source.handIns, roster);
    const submissions: Submission[] = [];
    const all: Refused[] = [...source.refused, ...refused];
    let done = 0;
    for (const [student, handIns] of byStudent) {
      request.signal?.throwIfAborted();
      const taken = await takeOne(student, handIns, context);
      submissions.push(...taken.submissions);
      all.push(...taken.refused);
      done += 1;
      // Others may see the screen, so nobody is named.
      request.onProgress?.(`taken in: ${done} of ${byStudent.size} students`);
    }
    return { submissions, refused: all, missing: roster.students.filter((each) => !byStudent.has(each)) };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function assigned(
  handIns: readonly HandIn[],
  roster: Roster,
): { byStudent: ReadonlyMap<Student, HandIn[]>; refused: Refused[] } {
  const byStudent = new Map<Student, HandIn[]>();
  const refused: Refused[] = [];
  for (const handIn of handIns) {
    const match = roster.find(handIn.who);
    if ("student" in match) byStudent.set(match.student, [...(byStudent.get(match.student) ?? []), handIn]);
    else
      refused.push({ source: handIn.source, student: null, lab: null, path: null, ...match, blocks: true });
  }
  return { byStudent, refused };
}

interface Context {
  readonly request: IntakeRequest;
  readonly limits: IntakeLimits;
  readonly salt: Buffer;
  readonly wanted: readonly WantedLab[];
}

async function takeOne(
  student: Student,
  handIns: readonly HandIn[],
  { request, limits, salt, wanted }: Context,
): Promise<Pick<Intake, "submissions" | "refused">> {
  const refused: Refused[] = [];
  const found: Found[] = [];
  for (const handIn of handIns) {
    const opened = await openHandIn(handIn, wanted, limits);
    found.push(...opened.found);
    refused.push(...opened.leftOut.map((each) => ({ source: handIn.source, student: student.key, ...each })));
  }
  const submissions: Submission[] = [];
  const pseudonym = pseudonymOf(salt, student.key);
  for (const { id: lab } of wanted) {
    const { counts, told } = counting(student, lab, found, request.assignment.lateUntil);
    refused.push(...told.map((each) => ({ source: handIns.map((one) => one.source).join(", "), ...each })));
    if (counts === null || counts.blocked) continue;
    const dir = path.join(request.outDir, "submissions", pseudonym, lab);
    await putAside(dir, counts.contents);
    const { source, receivedAt, late: saidLate, commit, contents } = counts;
    const learner = learnerFor(request.assignment.variantSeed, student);
    const who = { student: student.key, pseudonym, learner };
    submissions.push({ ...who, lab, dir, ...describeFiles(contents), receivedAt, saidLate, commit, source });
  }
  return { submissions, refused };
}

type Told = Omit<Refused, "source"> & { readonly source?: string };

/** The hand-in that counts for a lab, and what is to be told about the others. */
function counting(
  student: Student,
  lab: string,
  all: readonly Found[],
  until: string | null,
): { counts: Found | null; told: Told[] } {
  const found = all.filter((each) => each.lab === lab);
  const say = (code: string, reason: string, blocks: boolean, source?: string): Told => ({
    ...(source === undefined ? {} : { source }),
    ...{ student: student.key, lab, path: null, code, reason, blocks },
  });
  if (found.length === 0) return { counts: null, told: [say("lab-missing", labMissing(lab), true)] };
  const latest = latestOf(found, until);
  if (latest.counts === null) return { counts: null, told: [say("which-is-latest", WHICH, true)] };
  const { counts, others } = latest;
  const reason = `Another hand-in of the same student counts: ${counts.source}.`;
  return { counts, told: others.map((each) => say("superseded", reason, false, each.source)) };
}

function labMissing(lab: string): string {
  return `Nothing was handed in for ${lab}: there is no folder of that name at the top or one folder down, or none of the lab's files is in it.`;
}

const WHICH =
  "There are several hand-ins for this lab, and neither times nor numbers tell which is the latest. Name the times in a CSV (--received), or remove all but one.";
