import type { ClassMarks, LabMark, StudentMark } from "../schema/marks.ts";

/** A student whose mark, or what it stands on, is another one. */
export interface MarkChange {
  readonly student: string;
  readonly name: string;
  readonly before: number | null;
  readonly after: number | null;
  /** What changed, in words. */
  readonly says: readonly string[];
}

/** What changed between two markings of a class, student by student. Pure. */
export function markChanges(before: ClassMarks, after: ClassMarks): MarkChange[] {
  const old = new Map(before.students.map((student) => [student.student, student]));
  const still = new Set(after.students.map(({ student }) => student));
  const changed = after.students.flatMap((student) => changeOf(old.get(student.student), student));
  const gone = before.students
    .filter(({ student }) => !still.has(student))
    .map(({ student, name, final }) => ({
      student,
      name,
      before: final,
      after: null,
      says: ["is no longer on the roster"],
    }));
  return [...changed, ...gone];
}

function changeOf(before: StudentMark | undefined, after: StudentMark): MarkChange[] {
  const { student, name, final } = after;
  if (!before) return [{ student, name, before: null, after: final, says: ["is new on the roster"] }];
  const says = [
    ...after.labs.flatMap((lab) =>
      labChange(
        before.labs.find((each) => each.lab === lab.lab),
        lab,
      ),
    ),
    ...before.labs
      .filter(({ lab }) => !after.labs.some((each) => each.lab === lab))
      .map(({ lab }) => `${lab} is no longer part of the assignment`),
  ];
  if (says.length === 0 && before.final === final) return [];
  const reason = says.length > 0 ? says : ["what the assignment counts has changed"];
  return [{ student, name, before: before.final, after: final, says: reason }];
}

function labChange(before: LabMark | undefined, after: LabMark): string[] {
  if (!before) return [`${after.lab} is new in the assignment`];
  const says: string[] = [];
  if (before.status !== after.status) says.push(`was ${before.status}, is ${after.status}`);
  for (const task of after.tasks) {
    const old = before.tasks.find(({ id }) => id === task.id);
    if (!old) says.push(`task ${task.id} is new: ${task.verdict}`);
    else if (old.verdict !== task.verdict)
      says.push(`task ${task.id}: ${old.verdict} became ${task.verdict}`);
    else if (old.points !== task.points)
      says.push(`task ${task.id} counts ${task.points} instead of ${old.points}`);
  }
  if (before.penalty !== after.penalty)
    says.push(`lateness takes ${after.penalty} instead of ${before.penalty}`);
  if (JSON.stringify(before.override) !== JSON.stringify(after.override))
    says.push(after.override ? `mark by hand: ${after.override.reason}` : "the mark by hand was taken back");
  if (before.final === after.final && says.length === 0) return [];
  return [
    `${after.lab}: ${pointsText(before.final)} became ${pointsText(after.final)} (${says.join("; ") || "points"})`,
  ];
}

/** Points, or that there are none yet. */
export function pointsText(points: number | null): string {
  return points === null ? "no mark" : String(Math.round(points * 100) / 100);
}
