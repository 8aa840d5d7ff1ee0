import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { newRunId, sweep } from "../../engine/scope.ts";
import type { Engine } from "../../engine/types.ts";
import type { Provided } from "../kit/provided.ts";
import type { Lab } from "../load.ts";
import { prepareCast, type Cast } from "../prepare.ts";
import { labResultSchema, type LabResult, type TaskResult } from "../results.ts";
import { labRevision } from "../revision.ts";
import { overall, score } from "../score.ts";
import { prepareTarget, type Target } from "../target.ts";
import { basesOf } from "../wanted.ts";
import { TaskCollector } from "./collect.ts";
import { tasksToTry } from "./tasks.ts";
import { runVitest } from "./vitest.ts";

/** Milliseconds in which an engine ends what it was doing for a client that went away. */
const SETTLE_MS = 700;

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
    await runVitest(lab.dir, provided, collector, request.signal);
  } finally {
    await sweep(engine, runId);
    if (request.signal?.aborted) {
      // The engine may still have been finishing a build when the one who asked for it was gone.
      await setTimeout(SETTLE_MS);
      await sweep(engine, runId);
    }
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
