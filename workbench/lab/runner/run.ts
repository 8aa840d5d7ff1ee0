import { randomBytes } from "node:crypto";
import path from "node:path";
import { startVitest } from "vitest/node";
import { newRunId, sweep } from "../../engine/scope.ts";
import type { Engine } from "../../engine/types.ts";
import { PROJECT_DIR } from "../../project.ts";
import { PROVIDED_KEY, type Provided } from "../kit/provided.ts";
import type { Lab } from "../load.ts";
import { prepareCast, type Cast } from "../prepare.ts";
import { labResultSchema, type LabResult, type TaskResult } from "../results.ts";
import { labRevision } from "../revision.ts";
import { overall, score } from "../score.ts";
import { prepareTarget, type Target } from "../target.ts";
import { basesOf } from "../wanted.ts";
import { TaskCollector } from "./collect.ts";
import { tasksToTry } from "./tasks.ts";

/** Milliseconds for one task: several builds and runs of a real image each. */
const TASK_MS = 300_000;

export interface RunLabRequest {
  readonly lab: Lab;
  readonly target: Target;
  readonly engine: Engine;
  /** Decides what varies; a new one for each run unless given. */
  readonly seed?: string;
  /** Only this task, with what it needs; all of them when none is named. */
  readonly task?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (line: string) => void;
  readonly onTask?: (result: TaskResult) => void;
}

/**
 * Runs a lab's tests on a hand-in and returns the result; nothing of the run is left in the engine, whatever happens.
 * A hand-in that fails is a result; throws BadInput when the target is not there.
 */
export async function runLab(request: RunLabRequest): Promise<LabResult> {
  const { lab, engine } = request;
  const runId = newRunId();
  const startedAt = new Date();
  await using target = await prepareTarget(lab, request.target);
  const wanted = [...new Set([...lab.manifest.bases, ...(await basesOf(target.dir))])];
  const cast = await prepareCast(engine, { bases: wanted, programs: lab.manifest.programs }, request);
  const tasks = tasksToTry(lab.manifest, request.task);
  const collector = new TaskCollector(tasks, request.onTask);
  const provided: Provided = {
    endpoint: engine.facts.endpoint,
    foundBy: engine.facts.foundBy,
    runId,
    seed: request.seed ?? randomBytes(8).toString("hex"),
    targetDir: target.dir,
    tasks: tasks.map((task) => task.id),
    manifest: lab.manifest,
    bases: [...cast.bases],
    programs: providedPrograms(cast),
  };
  try {
    await runVitest(lab, provided, collector, request.signal);
  } finally {
    await sweep(engine, runId);
  }
  const results = collector.finish();
  return labResultSchema.parse({
    format: "groundwork.result/1",
    lab: lab.manifest.id,
    title: lab.manifest.title,
    revision: await labRevision(lab.dir),
    target: target.name,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    verdict: overall(results),
    score: score(results),
    engine: {
      product: engine.facts.product,
      version: engine.facts.version,
      platform: engine.facts.platform,
      builder: engine.facts.builder,
    },
    bases: [...cast.bases],
    tasks: results,
  });
}

function providedPrograms(cast: Cast): Provided["programs"] {
  return Object.fromEntries(
    cast.programs.map(({ id, path: file }) => [id, { image: cast.programImages[id] ?? "", path: file }]),
  );
}

async function runVitest(
  lab: Lab,
  provided: Provided,
  collector: TaskCollector,
  signal?: AbortSignal,
): Promise<void> {
  if (signal?.aborted) return;
  const running = startVitest([path.join(lab.dir, "lab.test.ts")], {
    root: PROJECT_DIR,
    // The project's own test configuration is not the labs'.
    config: false,
    watch: false,
    include: ["*/lab.test.ts"],
    dir: path.dirname(lab.dir),
    reporters: [collector],
    testTimeout: TASK_MS,
    hookTimeout: TASK_MS,
    provide: { [PROVIDED_KEY]: provided },
    // A lab that fails is a result, not an error of this process.
    passWithNoTests: false,
  });
  const stop = (): void => void running.then((vitest) => vitest.cancelCurrentRun("keyboard-input"));
  signal?.addEventListener("abort", stop, { once: true });
  const exitCode = process.exitCode;
  try {
    await (await running).close();
  } finally {
    signal?.removeEventListener("abort", stop);
    // vitest marks the whole process as failed when a test fails.
    process.exitCode = exitCode;
  }
}
