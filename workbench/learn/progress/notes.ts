import type { Failure, LabResult, TaskResult } from "../../lab/results.ts";
import { withLab, withTask, type LabNames } from "./names.ts";
import type { Progress, TaskProgress } from "./schema.ts";

/** The lab was begun. Pure. */
export function noteStart(progress: Progress, lab: LabNames, at: Date): Progress {
  return withLab(progress, lab, (before) => ({
    ...before,
    startedAt: before.startedAt ?? at.toISOString(),
  }));
}

/** The learner is at this task now. Pure. */
export function notePlace(progress: Progress, lab: string, task: string, at: Date): Progress {
  const { current } = progress;
  if (current?.lab === lab && current.task === task) return progress;
  return { ...progress, current: { lab, task, at: at.toISOString() } };
}

/** How a check of the learner's own work ended; what was not checked is as it was. Other targets leave no trace. Pure. */
export function noteResult(
  progress: Progress,
  lab: LabNames,
  result: Pick<LabResult, "target" | "revision" | "tasks">,
  at: Date,
): Progress {
  if (result.target !== "work") return progress;
  return result.tasks.reduce(
    (before, task) =>
      withTask(before, lab, task.id, (known) => checked(known, task, result.revision, at.toISOString())),
    progress,
  );
}

function checked(known: TaskProgress, task: TaskResult, revision: string, at: string): TaskProgress {
  const { verdict, failure } = task;
  const again = known.last?.verdict === verdict && isSame(known.last.failure, failure);
  return {
    ...known,
    passed: known.passed ?? (verdict === "pass" ? { at, revision } : null),
    best: Math.max(known.best, task.earned),
    last: { at, revision, verdict, failure, same: again ? (known.last?.same ?? 0) + 1 : 1, told: false },
  };
}

/** The same kind of failure for the same cause; values that vary from run to run count for nothing. */
function isSame(a: Failure | null, b: Failure | null): boolean {
  const steady = (text: string): string => text.replaceAll(/gw[0-9a-f]{8}|\d+/gi, "#");
  if (!a || !b) return a === b;
  return a.code === b.code && a.where === b.where && steady(a.cause) === steady(b.cause);
}

/** This many hints of a task were seen; never fewer than before. Pure. */
export function noteHints(progress: Progress, lab: LabNames, taskId: string, seen: number): Progress {
  return withTask(progress, lab, taskId, (known) => ({ ...known, hints: Math.max(known.hints, seen) }));
}

/** The solution was opened; the first time counts. Pure. */
export function noteRevealed(
  progress: Progress,
  lab: LabNames,
  taskId: string,
  after: "pass" | "hints",
  at: Date,
): Progress {
  return withTask(progress, lab, taskId, (known) => ({
    ...known,
    revealed: known.revealed ?? { at: at.toISOString(), after },
  }));
}

/** These tasks are to be done anew. Hints, an opened solution and the best score stay: they happened. Pure. */
export function noteReset(progress: Progress, lab: LabNames, taskIds: readonly string[]): Progress {
  return taskIds.reduce(
    (before, id) => withTask(before, lab, id, (known) => ({ ...known, passed: null, last: null })),
    progress,
  );
}
