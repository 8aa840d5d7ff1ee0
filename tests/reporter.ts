import type { Reporter, TestModule, TestRunEndReason, TestSuite, Vitest } from "vitest/node";
import type { SerializedError } from "vitest";

/** How a run went, and what has to be said about it beside the default report. */
export interface Tally {
  passed: number;
  failed: number;
  /** One line each; every line stands for one failure that the default report does not count as a failed test. */
  remarks: string[];
}

/** A suite or file with errors of its own (a failed import or hook) and no failed test is one failure. */
function ownErrors(suite: TestSuite | TestModule): number {
  return suite.errors().length > 0 ? 1 : 0;
}

/** Counts one test file. Skipped tests count as failed: the project allows none. */
function countModule(module: TestModule, tally: Tally): void {
  const file = module.relativeModuleId;
  const broken = [module, ...module.children.allSuites()].filter((suite) => ownErrors(suite) > 0);
  for (const suite of broken) {
    tally.failed += 1;
    tally.remarks.push(`broken: ${suite.type === "module" ? file : `${file} > ${suite.fullName}`}`);
  }
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state === "passed") {
      tally.passed += 1;
      continue;
    }
    tally.failed += 1;
    if (state !== "failed")
      tally.remarks.push(`${state === "skipped" ? "skipped" : "not run"}: ${file} > ${test.fullName}`);
  }
}

/**
 * Counts a finished run.
 * @param modules every test file of the run
 * @param unhandled errors outside of any test, one failure each
 * @param reason how vitest says that the run ended
 */
export function count(
  modules: readonly TestModule[],
  unhandled: readonly SerializedError[],
  reason: TestRunEndReason,
): Tally {
  const tally: Tally = { passed: 0, failed: unhandled.length, remarks: [] };
  for (const error of unhandled) tally.remarks.push(`outside of any test: ${error.message}`);
  for (const module of modules) countModule(module, tally);
  if (modules.length === 0) {
    tally.failed += 1;
    tally.remarks.push("no test file was found");
  }
  if (reason === "interrupted") {
    tally.failed += 1;
    tally.remarks.push("the run was interrupted");
  }
  return tally;
}

/** The last lines of a run; the very last one is alone and machine-readable. */
export function lastLines(tally: Tally): string {
  const remarks = tally.remarks.map((remark) => `  ${remark}\n`).join("");
  const heading = tally.remarks.length > 0 ? "Counted as failed:\n" : "";
  return `\n${heading}${remarks}${String(tally.passed)} passed, ${String(tally.failed)} failed\n`;
}

const brokenOff: Tally = { passed: 0, failed: 1, remarks: ["the run broke off before it could be counted"] };

/** Prints `N passed, N failed` as the very last line, whatever vitest itself still has to say. */
export default class LastLine implements Reporter {
  private tally: Tally | null = null;
  private watching = false;

  onInit(vitest: Vitest): void {
    this.watching = vitest.config.watch;
    if (this.watching) return;
    process.once("exit", () => {
      const tally = this.tally ?? brokenOff;
      if (tally.failed > 0 && !process.exitCode) process.exitCode = 1;
      process.stdout.write(lastLines(tally));
    });
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    this.tally = count(modules, unhandled, reason);
    if (this.tally.failed > 0 && !this.watching) process.exitCode = 1;
    if (this.watching) process.stdout.write(lastLines(this.tally));
  }
}
