import { once } from "node:events";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { createVitest, type Vitest } from "vitest/node";
import { PROJECT_DIR } from "../../project.ts";
import { PROVIDED_KEY, type Provided } from "../kit/provided.ts";
import type { TaskCollector } from "./collect.ts";

/** Milliseconds for one task: several builds and runs of a real image each. */
const TASK_MS = 300_000;
/** Milliseconds that vitest may take to close once it was called off; its processes are gone long before. */
const CLOSE_MS = 5_000;

/**
 * Runs a lab's test file in a process of its own and tells the collector. Returns when that process has ended, be it
 * that all tasks are done or that the signal came.
 */
export async function runVitest(
  labDir: string,
  provided: Provided,
  collector: TaskCollector,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  if (signal.aborted) return;
  const exitCode = process.exitCode;
  const vitest = await withoutItsSignals(() => createVitest(optionsFor(labDir, provided, collector)));
  const settled = new AbortController();
  try {
    const running = vitest.start([path.join(labDir, "lab.test.ts")]);
    // Called off, it ends in some broken way that is of no interest.
    running.catch(() => undefined);
    const stopped = once(signal, "abort", { signal: settled.signal }).catch(() => undefined);
    if (!signal.aborted) await Promise.race([running, stopped]);
    if (signal.aborted) void vitest.cancelCurrentRun("keyboard-input").catch(() => undefined);
  } finally {
    settled.abort();
    await Promise.race([vitest.close(), setTimeout(CLOSE_MS, undefined, { ref: false })]);
    // vitest marks the whole process as failed when a test fails.
    process.exitCode = exitCode;
  }
}

function optionsFor(labDir: string, provided: Provided, collector: TaskCollector): object {
  return {
    root: PROJECT_DIR,
    // The project's own test configuration is not the labs'.
    config: false,
    watch: false,
    include: ["*/lab.test.ts"],
    dir: path.dirname(labDir),
    reporters: [collector],
    testTimeout: TASK_MS,
    hookTimeout: TASK_MS,
    provide: { [PROVIDED_KEY]: provided },
    // A lab that fails is a result, not an error of this process.
    passWithNoTests: false,
  };
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
