import { overall, score } from "../../lab/score.ts";
import type { LabResult, TaskResult, Verdict } from "../../lab/results.ts";
import type { Breach } from "../schema/grade.ts";

/** What was seen of one attempt, from outside. */
export interface Seen {
  /** Null: the run broke off. */
  readonly result: LabResult | null;
  readonly breaches: readonly Breach[];
  /** Why the run broke off; null when it did not. */
  readonly fault: string | null;
}

export interface Judged {
  readonly verdict: Verdict;
  readonly result: LabResult | null;
  readonly fault: string | null;
}

/**
 * The verdict of an attempt. A task that could not be graded fails where the hand-in met a limit: it ended its own engine.
 * Where it met none, it was our fault, and nobody loses a point. Pure.
 */
export function judge({ result, breaches, fault }: Seen): Judged {
  if (result === null)
    return { verdict: "not-gradable", result, fault: fault ?? "The run ended without a result." };
  const tasks = result.tasks.map((task) =>
    task.verdict === "not-gradable" && breaches.length > 0 ? failedBy(task, breaches) : task,
  );
  const verdict = overall(tasks);
  const why = tasks.find((task) => task.verdict === "not-gradable")?.failure?.seen ?? null;
  return { verdict, result: { ...result, verdict, score: score(tasks), tasks }, fault: fault ?? why };
}

function failedBy(task: TaskResult, breaches: readonly Breach[]): TaskResult {
  return {
    ...task,
    verdict: "fail",
    earned: 0,
    failure: {
      code: "limit",
      expected: "to build and run within the limits of the grader",
      seen: `The limit of ${breaches.join(", ")} was met, and after that this task could not be tried.`,
      cause: "Something in this hand-in takes far more than the lab needs.",
      where: "the Dockerfiles' RUN lines and the programs that they start",
      engineText: task.failure?.seen ?? null,
    },
  };
}

/**
 * Whether another attempt may do better, and how many there may be. Our own faults get two more; one who met a limit gets
 * one more, since the limit may have been met by chance; whose time was up has had it. Pure.
 */
export function attemptsFor({ breaches }: Seen): number {
  if (breaches.includes("submission-time")) return 1;
  return breaches.length > 0 ? 2 : 3;
}
