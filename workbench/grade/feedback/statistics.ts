import type { ClassMarks, LabMark, StudentMark } from "../schema/marks.ts";

/** How many students got how much: tenths of the assignment's points. */
export interface Bucket {
  readonly from: number;
  readonly to: number;
  readonly students: number;
}

/** Ten equal parts of the points; full marks are in the last one. Who has no mark yet is in none. Pure. */
export function distribution({ assignment, students }: ClassMarks): Bucket[] {
  const width = assignment.points / 10;
  const marks = students.flatMap(({ final }) => (final === null ? [] : [final]));
  const bucketOf = (mark: number): number => Math.min(9, Math.floor(mark / width));
  return Array.from({ length: 10 }, (_, at) => ({
    from: at * width,
    to: (at + 1) * width,
    students: marks.filter((mark) => bucketOf(mark) === at).length,
  }));
}

/** The middle mark; null where nobody has one. Pure. */
export function median({ students }: ClassMarks): number | null {
  const marks = students
    .flatMap(({ final }) => (final === null ? [] : [final]))
    .toSorted((one, other) => one - other);
  const [low, high] = [marks[Math.floor((marks.length - 1) / 2)], marks[Math.floor(marks.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

export interface Missed {
  readonly lab: string;
  readonly title: string;
  readonly missed: number;
  readonly tried: number;
}

/** The tasks that most students missed, of those who were graded on them; those that nobody missed are left out. Pure. */
export function mostMissed({ students }: ClassMarks): Missed[] {
  const tasks = new Map<string, Missed>();
  for (const { labs } of students)
    for (const lab of labs)
      for (const task of lab.tasks) {
        if (task.verdict === "not-gradable") continue;
        const key = `${lab.lab}:${task.id}`;
        const before = tasks.get(key) ?? { lab: lab.lab, title: task.title, missed: 0, tried: 0 };
        const missed = before.missed + (task.verdict === "pass" ? 0 : 1);
        tasks.set(key, { ...before, missed, tried: before.tried + 1 });
      }
  return [...tasks.values()]
    .filter(({ missed }) => missed > 0)
    .toSorted((one, other) => other.missed / other.tried - one.missed / one.tried);
}

/** The labs' marks of one status, each with its student. Pure. */
export function withStatus(
  { students }: ClassMarks,
  status: LabMark["status"],
): { student: StudentMark; lab: LabMark }[] {
  return students.flatMap((student) =>
    student.labs.filter((lab) => lab.status === status).map((lab) => ({ student, lab })),
  );
}
