import type { Assignment } from "../schema/assignment.ts";
import type { Grade } from "../schema/grade.ts";
import type { FeedbackLevel, TaskMark } from "../schema/marks.ts";

export type AssignedLab = Assignment["labs"][number];

/** The points that the assignment gives a task: its own, unless the assignment says others; null: it is left out. */
export function pointsOf(assigned: AssignedLab, task: string, own: number): number | null {
  const points = assigned.tasks[task] ?? own;
  return points === 0 ? null : points;
}

interface TasksAbout {
  readonly assigned: AssignedLab;
  readonly told: Readonly<Record<string, FeedbackLevel>>;
}

/** The stricter of two levels. */
export function stricter(one: FeedbackLevel, other: FeedbackLevel): FeedbackLevel {
  const levels = ["hidden", "short", "full"] as const;
  return levels.find((level) => level === one || level === other) ?? "hidden";
}

/** A grade's tasks as the assignment counts them. A task earns its part of whatever points it is given. Pure. */
export function taskMarks({ assigned, told }: TasksAbout, grade: Grade): TaskMark[] {
  return (grade.result?.tasks ?? []).flatMap(({ id, title, points: own, earned, verdict }) => {
    const points = pointsOf(assigned, id, own);
    if (points === null) return [];
    return [{ id, title, points, earned: (earned / own) * points, verdict, told: told[id] ?? "hidden" }];
  });
}
