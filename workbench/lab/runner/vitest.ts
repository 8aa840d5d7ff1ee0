import path from "node:path";
import { createVitest, type CliOptions, type Reporter, type Vitest } from "vitest/node";
import { PROJECT_DIR } from "../../project.ts";
import { MANIFEST_KEY } from "../kit/provided.ts";
import type { Lab } from "../load.ts";
import { LabProcess, type EngineEnd } from "./lab-process.ts";
import { LabSession } from "./session.ts";

/** Milliseconds for one task: several builds and runs of a real image each. */
const TASK_MS = 300_000;
/** Any time will do: the timer is there for its being there. */
const STAY_MS = 60_000;

/**
 * vitest for one lab's test file, open for any number of runs, one at a time. Each run has a session of its own, with a
 * process of its own, which is there before the run is asked for.
 */
export class LabVitest implements AsyncDisposable {
  readonly #lab: Lab;
  readonly #engine: EngineEnd | null;
  readonly #vitest: Promise<Vitest>;
  #session: LabSession | undefined;

  constructor(lab: Lab, engine: EngineEnd | null) {
    this.#lab = lab;
    this.#engine = engine;
    this.#vitest = this.#open();
    this.prepare();
  }

  async #open(): Promise<Vitest> {
    const vitest = await withoutItsSignals(() => createVitest(this.#options()));
    await vitest.standalone();
    vitest.provide(MANIFEST_KEY, this.#lab.manifest);
    return vitest;
  }

  #options(): CliOptions {
    return {
      root: PROJECT_DIR,
      // The project's own test configuration is not the labs'.
      config: false,
      watch: false,
      dir: this.#lab.dir,
      include: ["lab.test.ts"],
      reporters: [this.#reporter()],
      testTimeout: TASK_MS,
      hookTimeout: TASK_MS,
      pool: { name: "lab", createPoolWorker: () => this.#session?.worker ?? new LabProcess(this.#engine) },
      // Node reads the files itself: it has the kit loaded already, and strips the types of the rest.
      experimental: { viteModuleRunner: false, nodeLoader: false },
      // A lab that fails is a result, not an error of this process.
      passWithNoTests: false,
    };
  }

  /** vitest takes its reporters once, for all sessions. */
  #reporter(): Reporter {
    return {
      onTestCaseResult: (test) => this.#session?.onTestCaseResult(test),
      onTestRunEnd: (modules, unhandled) => this.#session?.onTestRunEnd(modules, unhandled),
    };
  }

  /** Starts the session of the next run, unless it is there already. */
  prepare(): LabSession {
    return (this.#session ??= new LabSession(new LabProcess(this.#engine), this.#lab.dir, () =>
      this.#load(),
    ));
  }

  /** Loads the test file into the session's process; settles when that has ended. */
  async #load(): Promise<void> {
    const vitest = await this.#vitest;
    const file = path.join(this.#lab.dir, "lab.test.ts");
    await vitest.runTestSpecifications([vitest.getRootProject().createSpecification(file)]);
  }

  /**
   * Runs the tests of the lab's files of this revision and tells the collector: see `LabSession.run`. Call `end` when it
   * has returned. Returns the faults that were seen.
   */
  async run(revision: string, ...rest: Parameters<LabSession["run"]>): Promise<readonly string[]> {
    const session = await this.#sessionOf(revision);
    const faults = await session.run(...rest);
    if (!session.diedIdle) return faults;
    await this.end();
    return (await this.#sessionOf(revision)).run(...rest);
  }

  /** Settles when the next run can begin at once. */
  async ready(): Promise<void> {
    // A process that waits for a run keeps nobody from ending, but whoever waits for it does not want to end.
    const alive = setInterval(() => undefined, STAY_MS);
    try {
      await this.prepare().ready;
    } finally {
      clearInterval(alive);
    }
  }

  async #sessionOf(revision: string): Promise<LabSession> {
    const session = this.prepare();
    // It may have died while it waited, or have loaded files that were changed since.
    if (!session.ended && (await session.revision) === revision) return session;
    await this.end();
    return this.prepare();
  }

  /** Ends the session, whatever it does. */
  async end(): Promise<void> {
    await this.#session?.end();
    this.#session = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
    const { exitCode } = process;
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
