import type { TaskResult, Verdict } from "./results.ts";

/** Points earned and possible. A task that could not be graded counts on neither side: our fault costs nobody a point. */
export function score(tasks: readonly TaskResult[]): { earned: number; possible: number } {
  const graded = tasks.filter((task) => task.verdict !== "not-gradable");
  return {
    earned: graded.reduce((sum, task) => sum + task.earned, 0),
    possible: graded.reduce((sum, task) => sum + task.points, 0),
  };
}

/** The verdict of the whole: the worst of its tasks, and `not-gradable` before `fail`, since a fault may have caused it. */
export function overall(tasks: readonly TaskResult[]): Verdict {
  for (const verdict of ["rejected", "not-gradable", "fail"] as const) {
    if (tasks.some((task) => task.verdict === verdict)) return verdict;
  }
  return tasks.length === 0 ? "not-gradable" : "pass";
}
