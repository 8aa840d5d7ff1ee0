import { once } from "node:events";
import path from "node:path";
import { createVitest, type CliOptions, type Reporter, type Vitest } from "vitest/node";
import { PROJECT_DIR } from "../../project.ts";
import { PROVIDED_KEY, type Provided } from "../kit/provided.ts";
import type { TaskCollector } from "./collect.ts";
import { LabProcess } from "./lab-process.ts";

/** Milliseconds for one task: several builds and runs of a real image each. */
const TASK_MS = 300_000;

/**
 * vitest for one lab's test file, open for any number of runs, one at a time. Each run has a process of its own; the
 * next one's starts as soon as the last one's has ended.
 */
export class LabVitest implements AsyncDisposable {
  readonly #file: string;
  readonly #vitest: Promise<Vitest>;
  /** Waits for the next run. */
  #next: LabProcess | undefined;
  /** Of the run that goes on. */
  #process: LabProcess | undefined;
  #collector: TaskCollector | undefined;

  constructor(labDir: string) {
    this.prepare();
    this.#file = path.join(labDir, "lab.test.ts");
    this.#vitest = this.#open(labDir);
    // Whoever runs something hears of it.
    this.#vitest.catch(() => undefined);
  }

  /** Starts the process of the next run, unless it waits already. */
  prepare(): void {
    this.#next ??= new LabProcess();
  }

  async #open(labDir: string): Promise<Vitest> {
    const vitest = await withoutItsSignals(() => createVitest(this.#options(labDir)));
    await vitest.standalone();
    return vitest;
  }

  #options(labDir: string): CliOptions {
    return {
      root: PROJECT_DIR,
      // The project's own test configuration is not the labs'.
      config: false,
      watch: false,
      dir: labDir,
      include: ["lab.test.ts"],
      reporters: [this.#reporter()],
      testTimeout: TASK_MS,
      hookTimeout: TASK_MS,
      pool: { name: "lab", createPoolWorker: () => this.#process ?? new LabProcess() },
      // Node reads the files itself: it has the kit loaded already, and strips the types of the rest.
      experimental: { viteModuleRunner: false, nodeLoader: false },
      // A lab that fails is a result, not an error of this process.
      passWithNoTests: false,
    };
  }

  /** vitest takes its reporters once; each run has a collector of its own. */
  #reporter(): Reporter {
    return {
      onTestCaseResult: (test) => this.#collector?.onTestCaseResult(test),
      onTestRunEnd: (modules, unhandled) => this.#collector?.onTestRunEnd(modules, unhandled),
    };
  }

  /**
   * Runs the lab's tests and tells the collector. Returns when their process has ended, be it that all tasks are done
   * or that the signal came.
   */
  async run(provided: Provided, collector: TaskCollector, signal: AbortSignal): Promise<void> {
    const vitest = await this.#vitest;
    if (signal.aborted) return;
    this.#collector = collector;
    this.#process = this.#next ?? new LabProcess();
    this.#next = undefined;
    this.#process.onTold((told) => collector.onTold(told));
    vitest.provide(PROVIDED_KEY, provided);
    const settled = new AbortController();
    const exitCode = process.exitCode;
    try {
      const spec = vitest.getRootProject().createSpecification(this.#file);
      const running = vitest.runTestSpecifications([spec]);
      const stopped = once(signal, "abort", { signal: settled.signal }).catch(() => undefined);
      // When all is known, the rest of vitest's run is of no interest: it ends in some broken way.
      running.catch(() => undefined);
      await Promise.race([running, stopped, collector.complete]);
      await this.#process.stop();
      await running.catch(() => undefined);
    } finally {
      settled.abort();
      await this.#process.stop();
      this.#process = undefined;
      this.#collector = undefined;
      // vitest marks the whole process as failed when a test fails.
      process.exitCode = exitCode;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#next?.stop();
    const exitCode = process.exitCode;
    await this.#vitest.then((vitest) => vitest.close()).catch(() => undefined);
    process.exitCode = exitCode;
  }
}

/** vitest ends the whole process a moment after Ctrl-C, before anything could be tidied up; who runs it decides that here. */
async function withoutItsSignals(create: () => Promise<Vitest>): Promise<Vitest> {
  const names = ["SIGINT", "SIGTERM"] as const;
  const before = names.map((name) => process.listeners(name));
  const vitest = await create();
  for (const [index, name] of names.entries()) {
    for (const each of process.listeners(name)) {
      if (!before[index]?.includes(each)) process.off(name, each);
    }
  }
  return vitest;
}
