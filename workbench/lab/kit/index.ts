import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, inject, test } from "vitest";
import { EngineFault } from "../../engine/errors.ts";
import { ImageReader } from "../inspect.ts";
import { manifestSchema, type Task } from "../manifest.ts";
import { tellRunner, untilGo, type TaskVerdict } from "../runner/channel.ts";
import { Stage } from "../stage.ts";
import { TaskBench } from "./bench.ts";
import { engineOfProcess } from "./engine.ts";
import { ClaimFailed } from "./failure.ts";
import { faultOfEngine } from "./gone.ts";
import type { Caller } from "./learner.ts";
import { LearnerContainer } from "./learner-container.ts";
import { MANIFEST_KEY, type Provided } from "./provided.ts";
import { TaskTeller } from "./teller.ts";
import type { Bench } from "./types.ts";

export { causeOfBuild, causeOfRun } from "./causes.ts";
export { describeBuild, describeRun } from "./describe.ts";
export type { Bench, BuiltImage, Claim } from "./types.ts";
export type { BuildOutcome, RunOutcome } from "../../engine/types.ts";
export type { ElfFacts, FileFacts, ImageFacts } from "../../image/types.ts";

/** How a lab's test file declares its tasks. */
export interface LabTests {
  /** One task of lab.yaml, by id. It passes when `check` returns without a claim that fails. */
  task(id: string, check: (bench: Bench) => Promise<void>): void;
}

/**
 * Opens the lab that a test file belongs to: `const { task } = lab(import.meta.url)`.
 * Each task becomes one vitest test, which tells the runner how it went. The runner removes what is left in the engine.
 */
export function lab(testFile: string): LabTests {
  const manifest = manifestSchema.parse(inject(MANIFEST_KEY));
  const folder = path.basename(path.dirname(fileURLToPath(testFile)));
  if (folder !== manifest.id) throw new Error(`This is the test of ${folder}, not of ${manifest.id}.`);
  let run: LabRun | undefined;
  // The file may have been loaded long before there is anything to run it on.
  beforeAll(async () => {
    run = openRun(await untilGo());
  }, Infinity);
  return {
    task(id, check) {
      const declared = manifest.tasks.find((each) => each.id === id);
      if (!declared) throw new Error(`lab.yaml has no task "${id}".`);
      test(declared.title, async () => {
        if (run?.provided.tasks.includes(id)) await tryTask(run, declared, check);
      });
    },
  };
}

/** One run of a lab's tests. */
interface LabRun {
  readonly provided: Provided;
  readonly stage: Promise<Stage>;
  /** One for all tasks: most of them look at the same few images. */
  readonly reader: Promise<ImageReader>;
  readonly passed: Set<string>;
  /** Where learners' functions are called; undefined for a thread of this process. */
  readonly caller: Caller | undefined;
}

function openRun(provided: Provided): LabRun {
  const stage = openStage(provided);
  const reader = stage.then(({ scope }) => new ImageReader(scope));
  // Whichever task comes first hears of it.
  reader.catch(() => undefined);
  const caller = provided.confinement ? callerIn(stage, provided) : undefined;
  return { provided, stage, reader, passed: new Set(), caller };
}

/** In a graded run, a learner's function never comes near this process: it knows the tests. */
function callerIn(stage: Promise<Stage>, { learnerImage, targetDir }: Provided): Caller {
  let container: LearnerContainer | undefined;
  return async (call) => {
    const { engine } = (await stage).scope;
    container ??= new LearnerContainer(engine, learnerImage, targetDir);
    return container.call(call);
  };
}

async function openStage({ confinement, programs, bases, runId, ...at }: Provided): Promise<Stage> {
  const { endpoint, foundBy } = at;
  const engine = await engineOfProcess({ endpoint, foundBy, confinement: confinement ?? undefined });
  const images = Object.entries(programs).map(([id, { image }]) => [id, image] as const);
  return new Stage(engine, bases, Object.fromEntries(images), runId);
}

async function tryTask(run: LabRun, task: Task, check: (bench: Bench) => Promise<void>): Promise<void> {
  const teller = new TaskTeller(task.id, tellRunner);
  const started = performance.now();
  const ended = (how: Partial<TaskVerdict>): void => {
    const durationMs = Math.round(performance.now() - started);
    tellRunner({ type: "verdict", task: task.id, durationMs, claim: null, fault: null, ...how });
  };
  let bench: TaskBench | undefined;
  try {
    requireNeeds(task, run.passed);
    const { provided, caller } = run;
    const parts = { provided, taskId: task.id, teller, caller };
    bench = new TaskBench(await run.stage, await run.reader, parts);
    await check(bench);
    run.passed.add(task.id);
    ended({});
  } catch (error) {
    const fault = bench && error instanceof ClaimFailed ? await faultIn(run, bench) : null;
    ended(fault === null ? reasonOf(error) : { fault });
    throw error;
  }
}

async function faultIn(run: LabRun, bench: TaskBench): Promise<string | null> {
  const { engine } = (await run.stage).scope;
  return faultOfEngine(engine, bench.sawKill);
}

function requireNeeds({ needs }: Task, passed: ReadonlySet<string>): void {
  const need = needs.find((each) => !passed.has(each));
  if (need === undefined) return;
  throw new ClaimFailed({
    code: "needs",
    expected: `the task "${need}" to pass first`,
    seen: "It has not passed, so this one was not tried.",
    cause: "This task builds on that one.",
    where: `the task "${need}"`,
  });
}

function reasonOf(error: unknown): Partial<TaskVerdict> {
  if (error instanceof ClaimFailed) {
    const { engineText = null, ...claim } = error.claim;
    return { claim: { ...claim, engineText } };
  }
  if (error instanceof EngineFault) return { fault: `${error.message} ${error.next}` };
  return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
