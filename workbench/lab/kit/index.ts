import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, inject, test, type TaskMeta } from "vitest";
import { openEngine } from "../../engine/client.ts";
import { EngineFault } from "../../engine/errors.ts";
import { ImageReader } from "../inspect.ts";
import { Stage } from "../stage.ts";
import { TaskBench } from "./bench.ts";
import { ClaimFailed } from "./failure.ts";
import { PROVIDED_KEY, providedSchema, type Provided } from "./provided.ts";
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
 * Each task becomes one vitest test; the runner reads its claim from the test's meta data.
 */
export function lab(testFile: string): LabTests {
  const provided = providedSchema.parse(inject(PROVIDED_KEY));
  const folder = path.basename(path.dirname(fileURLToPath(testFile)));
  if (folder !== provided.manifest.id)
    throw new Error(`This is the test of ${folder}, not of ${provided.manifest.id}.`);
  const stage = openStage(provided);
  afterAll(async () => {
    await (await stage)[Symbol.asyncDispose]();
  });
  const passed = new Set<string>();
  // One for all tasks: most of them look at the same few images.
  let reader: ImageReader | undefined;
  return {
    task(id, check) {
      const declared = provided.manifest.tasks.find((each) => each.id === id);
      if (!declared) throw new Error(`lab.yaml has no task "${id}".`);
      if (!provided.tasks.includes(id)) return;
      test(declared.title, async (context) => {
        const { meta } = context.task;
        meta.taskId = id;
        const missing = declared.needs.find((need) => !passed.has(need));
        if (missing !== undefined) throw noted(needsClaim(missing), meta);
        try {
          const opened = await stage;
          reader ??= new ImageReader(opened.scope);
          await check(new TaskBench(opened, reader, provided, id));
          passed.add(id);
        } catch (error) {
          throw noted(error, meta);
        }
      });
    },
  };
}

async function openStage(provided: Provided): Promise<Stage> {
  const engine = await openEngine({ endpoint: provided.endpoint, foundBy: provided.foundBy });
  const images = Object.entries(provided.programs).map(([id, { image }]) => [id, image] as const);
  return new Stage(engine, provided.bases, Object.fromEntries(images), provided.runId);
}

function needsClaim(need: string): ClaimFailed {
  return new ClaimFailed({
    code: "needs",
    expected: `the task "${need}" to pass first`,
    seen: "It has not passed, so this one was not tried.",
    cause: "This task builds on that one.",
    where: `the task "${need}"`,
  });
}

/** Writes the reason where the runner finds it, and passes the error on so that vitest marks the test. */
function noted(error: unknown, meta: TaskMeta): unknown {
  if (error instanceof ClaimFailed) meta.claim = error.claim;
  else if (error instanceof EngineFault) meta.fault = `${error.message} ${error.next}`;
  else meta.fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return error;
}
