import path from "node:path";
import { fileURLToPath } from "node:url";
import { inject, test } from "vitest";
import { openEngine } from "../../engine/client.ts";
import { EngineFault } from "../../engine/errors.ts";
import { ImageReader } from "../inspect.ts";
import type { Task } from "../manifest.ts";
import { tellRunner, type TaskVerdict } from "../runner/channel.ts";
import { Stage } from "../stage.ts";
import { TaskBench } from "./bench.ts";
import { ClaimFailed } from "./failure.ts";
import { PROVIDED_KEY, providedSchema, type Provided } from "./provided.ts";
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
  const provided = providedSchema.parse(inject(PROVIDED_KEY));
  const folder = path.basename(path.dirname(fileURLToPath(testFile)));
  if (folder !== provided.manifest.id)
    throw new Error(`This is the test of ${folder}, not of ${provided.manifest.id}.`);
  const stage = openStage(provided);
  // Whichever task comes first hears of it.
  stage.catch(() => undefined);
  const passed = new Set<string>();
  // One for all tasks: most of them look at the same few images.
  let reader: ImageReader | undefined;
  return {
    task(id, check) {
      const declared = provided.manifest.tasks.find((each) => each.id === id);
      if (!declared) throw new Error(`lab.yaml has no task "${id}".`);
      if (!provided.tasks.includes(id)) return;
      test(declared.title, async () => {
        const teller = new TaskTeller(id, tellRunner);
        const started = performance.now();
        const ended = (how: Partial<TaskVerdict>): void => {
          const durationMs = Math.round(performance.now() - started);
          tellRunner({ type: "verdict", task: id, durationMs, claim: null, fault: null, ...how });
        };
        try {
          requireNeeds(declared, passed);
          const opened = await stage;
          reader ??= new ImageReader(opened.scope);
          await check(new TaskBench(opened, reader, provided, id, teller));
          passed.add(id);
          ended({});
        } catch (error) {
          ended(reasonOf(error));
          throw error;
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
