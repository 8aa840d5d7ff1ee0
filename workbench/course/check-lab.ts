import type { Engine } from "../engine/types.ts";
import type { Lab } from "../lab/load.ts";
import { renderResult } from "../lab/report.ts";
import type { LabResult } from "../lab/results.ts";
import { openRunner, type LabRunner } from "../lab/runner/open.ts";
import { steadyText } from "../record/steady.ts";
import { inOrder } from "../in-order.ts";
import { casesOf, objections, type Case } from "./judge.ts";
import type { CaseResult, LabCheck } from "./schema.ts";

export interface CheckLabOptions {
  readonly engine: Engine;
  readonly seed: string;
  /** Runs everything a second time and compares. */
  readonly twice: boolean;
  /** How many cases run at a time. */
  readonly jobs: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (line: string) => void;
}

/**
 * Runs the solution, the starter and every trap of a lab, each on a copy of its own, and says what is not as lab.yaml
 * declares. A fault of the engine is an objection too: nothing was shown then.
 */
export async function checkLab(lab: Lab, options: CheckLabOptions): Promise<LabCheck> {
  const startedAt = Date.now();
  const first = await runCases(lab, options);
  const second = options.twice ? await runCases(lab, options) : [];
  const differences = second.flatMap((again, index) => differenceOf(first[index], again));
  return {
    lab: lab.manifest.id,
    ok: [...first, ...second].every((each) => each.ok) && differences.length === 0,
    unchangedSince: null,
    durationMs: Date.now() - startedAt,
    cases: first,
    differences,
  };
}

async function runCases(lab: Lab, options: CheckLabOptions): Promise<CaseResult[]> {
  await using stack = new AsyncDisposableStack();
  // One for each job: a runner does one check at a time.
  const idle: LabRunner[] = [];
  return await inOrder(casesOf(lab.manifest), options.jobs, async (each) => {
    const runner = idle.pop() ?? stack.use(openRunner(lab, options.engine));
    const result = await runCase(runner, lab, each, options);
    idle.push(runner);
    return result;
  });
}

async function runCase(
  runner: LabRunner,
  lab: Lab,
  each: Case,
  options: CheckLabOptions,
): Promise<CaseResult> {
  options.signal?.throwIfAborted();
  const result = await runner.check({
    target: each.target,
    seed: options.seed,
    signal: options.signal,
    ...(each.task === null ? {} : { task: each.task }),
  });
  options.signal?.throwIfAborted();
  const against = objections(result, each.expectation);
  const sign = against.length === 0 ? "✓" : "✗";
  options.onProgress?.(
    `${sign} ${lab.manifest.id} ${each.name} (${(result.durationMs / 1000).toFixed(1)} s)${against.map((text) => `\n    ${text}`).join("")}`,
  );
  return {
    name: each.name,
    ok: against.length === 0,
    objections: [...against],
    durationMs: result.durationMs,
    result,
  };
}

/** What a learner would have read differently the second time: the same seed must give the same text. */
function differenceOf(before: CaseResult | undefined, after: CaseResult): string[] {
  const was = before === undefined ? [] : linesOf(before.result);
  const is = linesOf(after.result);
  const at = is.findIndex((line, index) => line !== was[index]);
  if (at < 0 && was.length === is.length) return [];
  return [`${after.name}: first "${was[at] ?? "nothing"}", then "${is[at] ?? "nothing"}"`];
}

function linesOf(result: LabResult): string[] {
  return steadyText(renderResult(result, false)).split("\n");
}
