import type { Reporter, TestCase, TestModule } from "vitest/node";
import type { Task } from "../manifest.ts";
import type { TaskResult } from "../results.ts";

/** Turns vitest's report into the lab's own results, task by task as they end. */
export class TaskCollector implements Reporter {
  readonly results: TaskResult[] = [];
  /** Errors outside of any task: the test file itself is broken, or the engine can't be reached. */
  readonly faults: string[] = [];
  readonly #tasks: readonly Task[];
  readonly #onTask: (result: TaskResult) => void;

  constructor(tasks: readonly Task[], onTask: (result: TaskResult) => void = () => undefined) {
    this.#tasks = tasks;
    this.#onTask = onTask;
  }

  onTestCaseResult(test: TestCase): void {
    const task = this.#tasks.find((each) => each.title === test.name);
    if (!task) return;
    const result = toResult(task, test);
    this.results.push(result);
    this.#onTask(result);
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly { message: string; stack?: string }[],
  ): void {
    if (modules.length === 0) this.faults.push("No lab.test.ts was found.");
    for (const module of modules) {
      for (const error of module.errors()) this.faults.push(error.stack ?? error.message);
    }
    for (const error of unhandled) this.faults.push(error.stack ?? error.message);
  }

  /** Results in the manifest's order; a task that never ran could not be graded. */
  finish(): TaskResult[] {
    const why = this.faults.join("\n") || "The run ended before this task was tried.";
    return this.#tasks.map(
      (task) => this.results.find((each) => each.id === task.id) ?? notGradable(task, why, 0),
    );
  }
}

function toResult(task: Task, test: TestCase): TaskResult {
  const durationMs = Math.round(test.diagnostic()?.duration ?? 0);
  if (test.result().state === "passed") {
    const { id, title, points } = task;
    return { id, title, points, earned: points, verdict: "pass", durationMs, failure: null };
  }
  const { claim, fault } = test.meta();
  if (claim) {
    const { id, title, points } = task;
    const failure = { ...claim, engineText: claim.engineText ?? null };
    return { id, title, points, earned: 0, verdict: "fail", durationMs, failure };
  }
  const error = test.result().errors?.[0];
  return notGradable(task, fault ?? error?.message ?? "The test ended without a reason.", durationMs);
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
