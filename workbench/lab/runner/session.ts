import { once } from "node:events";
import type { TestCase, TestModule } from "vitest/node";
import type { Provided } from "../kit/provided.ts";
import { labRevision } from "../revision.ts";
import { goMessage, type Told } from "./channel.ts";
import type { TaskCollector } from "./collect.ts";
import type { LabProcess } from "./lab-process.ts";

/** A lab's test file, loaded in a process of its own, for one run. */
export class LabSession {
  readonly worker: LabProcess;
  /** Of the lab's files, taken before they were loaded. */
  readonly revision: Promise<string>;
  /** Settles when vitest's run has ended, well or not. */
  readonly #over: Promise<void>;
  readonly #ready = Promise.withResolvers<undefined>();
  #ended = false;
  /** Errors outside of any task: the test file itself is broken, or its process has died. */
  readonly #faults: string[] = [];
  #collector: TaskCollector | undefined;
  /** How far a run has got: it is begun, and something was heard of it. */
  #begun = false;
  #heard = false;
  #exitCode: typeof process.exitCode;

  /** `load` loads the file into the process; it settles when that has ended. */
  constructor(worker: LabProcess, labDir: string, load: () => Promise<void>) {
    this.worker = worker;
    worker.onTold((told) => this.#hear(told));
    this.revision = labRevision(labDir);
    this.#over = this.#run(load);
  }

  async #run(load: () => Promise<void>): Promise<void> {
    try {
      await this.revision;
      await load();
    } catch (error) {
      this.#faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    } finally {
      this.#ended = true;
    }
  }

  #hear(told: Told): void {
    if (told.type === "ready") this.#ready.resolve(undefined);
    else {
      this.#heard = true;
      this.#collector?.onTold(told);
    }
  }

  /** Settles when the file is loaded, or never will be. */
  get ready(): Promise<unknown> {
    return Promise.race([this.#ready.promise, this.#over]);
  }

  /** Whether its process is gone, or never got anywhere. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Whether its process has died with the file loaded and without having done anything: another one may do better. */
  get diedIdle(): boolean {
    return this.#ended && this.#begun && !this.#heard;
  }

  /** vitest's report of one test. */
  onTestCaseResult(test: TestCase): void {
    this.#collector?.onTestCaseResult(test);
  }

  /** vitest's last report. */
  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly { message: string; stack?: string }[],
  ): void {
    if (modules.length === 0) this.#faults.push("No lab.test.ts was found.");
    const errors = [...modules.flatMap((module) => module.errors()), ...unhandled];
    this.#faults.push(...errors.map((error) => error.stack ?? error.message));
  }

  /**
   * Runs the tests and tells the collector. Returns when each task has its result, when the process has ended without,
   * or when the signal came; the process may still be there then. Returns the faults that were seen.
   */
  async run(provided: Provided, collector: TaskCollector, signal: AbortSignal): Promise<readonly string[]> {
    const settled = new AbortController();
    const stopped = once(signal, "abort", { signal: settled.signal }).catch(() => undefined);
    this.#collector = collector;
    this.worker.hold();
    try {
      if (signal.aborted) return [];
      await Promise.race([this.ready, stopped]);
      if (signal.aborted || this.#ended) return this.#faults;
      this.#begun = true;
      // vitest marks this whole process as failed when a test fails.
      this.#exitCode = process.exitCode;
      this.worker.say(goMessage(provided));
      await Promise.race([collector.complete, this.#over, stopped]);
      return this.#faults;
    } finally {
      settled.abort();
    }
  }

  /** Ends its process at once; when all is known, the rest of vitest's run is of no interest. */
  async end(): Promise<void> {
    const exitCode = this.#begun ? this.#exitCode : process.exitCode;
    this.#collector = undefined;
    await this.worker.stop();
    await this.#over;
    process.exitCode = exitCode;
  }
}
