import type { TestCase } from "vitest/node";
import type { BenchEvent } from "../events.ts";
import type { Task } from "../manifest.ts";
import type { TaskResult } from "../results.ts";
import type { TaskVerdict } from "./channel.ts";

export interface CollectorListener {
  readonly onEvent: (event: BenchEvent) => void;
  readonly onTask: (result: TaskResult) => void;
}

/**
 * Turns what the tests tell into the lab's own results, task by task as they end. vitest's report fills the gaps: tests
 * that ran into its time limit, or that a dying process took with it.
 */
export class TaskCollector {
  readonly results: TaskResult[] = [];
  readonly #tasks: readonly Task[];
  readonly #listener: CollectorListener;
  readonly #complete = Promise.withResolvers<undefined>();

  constructor(tasks: readonly Task[], listener: CollectorListener) {
    this.#tasks = tasks;
    this.#listener = listener;
  }

  /** Settles when the last task has its result; never, when one does not get any. */
  get complete(): Promise<unknown> {
    return this.#complete.promise;
  }

  /** Takes what the tests tell of their tasks. */
  onTold(told: BenchEvent | TaskVerdict): void {
    if (told.type !== "verdict") {
      this.#listener.onEvent(told);
      return;
    }
    const task = this.#tasks.find((each) => each.id === told.task);
    if (task) this.#add(resultOf(task, told));
  }

  onTestCaseResult(test: TestCase): void {
    const task = this.#tasks.find((each) => each.title === test.name);
    if (!task) return;
    const error = test.result().errors?.[0];
    const durationMs = Math.round(test.diagnostic()?.duration ?? 0);
    this.#add(notGradable(task, error?.message ?? "The test ended without a reason.", durationMs));
  }

  /** The first word on a task counts. */
  #add(result: TaskResult): void {
    if (this.results.some((each) => each.id === result.id)) return;
    this.results.push(result);
    this.#listener.onTask(result);
    if (this.results.length === this.#tasks.length) this.#complete.resolve(undefined);
  }

  /** Results in the manifest's order; a task that never ran could not be graded. `faults`: why. */
  finish(faults: readonly string[]): TaskResult[] {
    const why = faults.join("\n") || "The run ended before this task was tried.";
    return this.#tasks.map(
      (task) => this.results.find((each) => each.id === task.id) ?? notGradable(task, why, 0),
    );
  }
}

function resultOf(task: Task, { claim, fault, durationMs }: TaskVerdict): TaskResult {
  if (fault !== null) return notGradable(task, fault, durationMs);
  const { id, title, points } = task;
  if (claim !== null) return { id, title, points, earned: 0, verdict: "fail", durationMs, failure: claim };
  return { id, title, points, earned: points, verdict: "pass", durationMs, failure: null };
}

function notGradable(task: Task, fault: string, durationMs: number): TaskResult {
  const failure = {
    code: "not-gradable",
    expected: "an engine that builds and runs",
    seen: fault,
    cause: "Something went wrong on our side. This costs no points.",
    where: "groundwork doctor",
    engineText: null,
  };
  return {
    id: task.id,
    title: task.title,
    points: task.points,
    earned: 0,
    verdict: "not-gradable",
    durationMs,
    failure,
  };
}
