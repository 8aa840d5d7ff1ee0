import type { Assignment } from "../schema/assignment.ts";
import type { ClassMarks, LabMark, Override, Student, StudentMark } from "../schema/marks.ts";
import { labMark, type HandedIn, type LabAbout } from "./lab-mark.ts";
import { rounded } from "./round.ts";

export interface ClassMarksRequest {
  readonly assignment: Assignment;
  readonly labs: readonly LabAbout[];
  readonly students: readonly Student[];
  /** What a student handed in for a lab; null: nothing. */
  readonly handedIn: (student: Student, lab: string) => HandedIn | null;
  /** Why intake took nothing of a student for a lab; null: no such reason. */
  readonly refused: (student: Student, lab: string) => string | null;
  readonly overrides: readonly Override[];
  readonly grader: string;
  readonly now: Date;
}

/** The marks of everybody on the roster, also of those who handed in nothing. Pure. */
export function classMarks(request: ClassMarksRequest): ClassMarks {
  const { id, title, points, due, feedback } = request.assignment;
  return {
    format: "groundwork.marks/1",
    assignment: { id, title, points, due, feedback },
    grader: request.grader,
    markedAt: request.now.toISOString(),
    students: request.students.map((student) => studentMark(student, request)),
  };
}

function studentMark(student: Student, request: ClassMarksRequest): StudentMark {
  const labs = request.labs.map((about) => {
    const { lab } = about.assigned;
    const override =
      request.overrides.find((each) => each.pseudonym === student.pseudonym && each.lab === lab) ?? null;
    const [handedIn, refused] = [request.handedIn(student, lab), request.refused(student, lab)];
    return labMark({ about, handedIn, refused, override });
  });
  const { points } = request.assignment;
  const final = scaled(labs, points, (lab) => lab.final);
  const raw = scaled(labs, points, (lab) => lab.raw);
  const penalty = scaled(labs, points, (lab) => lab.penalty) ?? 0;
  return { ...student, labs, raw, penalty, final };
}

/**
 * The labs' points as points of the assignment: each lab's part of its possible points, by its weight. Null while one lab
 * has none: half a class's marks would look like whole ones.
 */
function scaled(
  labs: readonly LabMark[],
  points: number,
  of: (lab: LabMark) => number | null,
): number | null {
  const weights = labs.reduce((sum, lab) => sum + lab.weight, 0);
  let sum = 0;
  for (const lab of labs) {
    const value = of(lab);
    if (value === null) return null;
    if (lab.possible > 0) sum += (value / lab.possible) * lab.weight;
  }
  return rounded((sum / weights) * points);
}
