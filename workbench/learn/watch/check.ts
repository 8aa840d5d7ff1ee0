import type { LabEvent } from "../../lab/events.ts";
import type { LabResult } from "../../lab/results.ts";
import type { LabRunner } from "../../lab/runner/open.ts";
import { labFolder, type Learner } from "../learner.ts";
import type { Place } from "../place.ts";

/** One check of the learner's work. */
export interface WatchCheck {
  readonly place: Place;
  /** Id of the only task to try, with what it needs; null: all of the lab. */
  readonly only: string | null;
  readonly signal: AbortSignal;
  readonly onEvent: (event: LabEvent) => void;
  /** Is told what happens before the check itself, such as an engine that has to be started. */
  readonly onProgress: (line: string) => void;
}

/** Checks a learner's work again and again; what takes long to start stays until it is disposed. */
export interface Checker extends AsyncDisposable {
  /** Null when it was called off. Throws BadInput and EngineFault. */
  check(request: WatchCheck): Promise<LabResult | null>;
}

/**
 * Checks on a real engine, which is found or started when the first check needs it.
 * @param seed repeats a run with the same varying values; a new one for each run unless given
 */
export function engineChecker(learner: Learner, seed?: string): Checker {
  let open: { readonly lab: string; readonly runner: LabRunner } | null = null;
  const close = async (): Promise<void> => {
    const before = open;
    open = null;
    await before?.runner[Symbol.asyncDispose]();
  };
  const runnerFor = async ({ place, signal, onProgress }: WatchCheck): Promise<LabRunner> => {
    const { id } = place.lab.manifest;
    if (open?.lab === id) return open.runner;
    await close();
    // Loaded when they are needed: the screen stands long before.
    const { connectEngine } = await import("../../engine/connect.ts");
    const { openRunner } = await import("../../lab/runner/open.ts");
    const engine = await connectEngine({ onProgress, signal });
    const runner = openRunner(place.lab, engine);
    open = { lab: id, runner };
    return runner;
  };
  return {
    async check(request) {
      const { place, only, signal, onEvent } = request;
      try {
        const runner = await runnerFor(request);
        signal.throwIfAborted();
        const target = { kind: "work", workDir: labFolder(learner, place.lab.manifest.id) } as const;
        const result = await runner.check({ target, seed, task: only ?? undefined, signal, onEvent });
        return signal.aborted ? null : result;
      } catch (error) {
        if (signal.aborted) return null;
        throw error;
      }
    },
    [Symbol.asyncDispose]: close,
  };
}
