import type { Expectation, Manifest } from "../lab/manifest.ts";
import type { LabResult } from "../lab/results.ts";
import { renderResult } from "../lab/report.ts";
import type { Target } from "../lab/target.ts";

/** One thing that must be true of a lab: this hand-in passes, or fails at this task for this reason. */
export interface Case {
  readonly name: string;
  readonly target: Target;
  /** The last task that has to be tried; all of them when null. */
  readonly task: string | null;
  /** Null: it must pass. */
  readonly expectation: Expectation | null;
}

/** The cases of a lab: the solution, the starter, each trap. A trap is run up to the task at which it must fail. */
export function casesOf(manifest: Manifest): readonly Case[] {
  return [
    { name: "solution", target: { kind: "solution" }, task: null, expectation: null },
    { name: "starter", target: { kind: "starter" }, task: null, expectation: manifest.starter },
    ...Object.entries(manifest.traps).map(([name, expectation]) => ({
      name: `trap:${name}`,
      target: { kind: "trap", name } as const,
      task: expectation.failsAt,
      expectation,
    })),
  ];
}

/** What a result says against a case, in one sentence each; an empty list when it is as it must be. Pure. */
export function objections(result: LabResult, expectation: Expectation | null): readonly string[] {
  const first = result.tasks.find((task) => task.verdict !== "pass");
  if (expectation === null) return first ? [`it must pass, and ${describe(first)}`] : [];
  if (!first) return [`it must fail at ${expectation.failsAt} (${expectation.reason}), and it passed`];
  const asDeclared =
    first.verdict === "fail" &&
    first.id === expectation.failsAt &&
    first.failure?.code === expectation.reason;
  if (!asDeclared)
    return [`it must fail at ${expectation.failsAt} (${expectation.reason}), and ${describe(first)}`];
  if (renderResult(result, false).includes(expectation.says)) return [];
  return [`what the learner reads must hold "${expectation.says}", and it does not`];
}

function describe(task: LabResult["tasks"][number]): string {
  const why = task.failure ? ` (${task.failure.code}): ${task.failure.seen.split("\n", 1)[0] ?? ""}` : "";
  return `${task.id} is ${task.verdict === "not-gradable" ? "not gradable" : "failed"}${why}`;
}
