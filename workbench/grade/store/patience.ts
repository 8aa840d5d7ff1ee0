import { setTimeout } from "node:timers/promises";
import { StoreFault } from "./types.ts";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Does something again, after growing pauses, while its StoreFault says that the store can't be reached.
 * @param patienceMs no further try begins after this time
 * @throws the last fault, or the signal's reason
 */
export async function patiently<Value>(
  work: () => Promise<Value>,
  patienceMs: number,
  signal?: AbortSignal,
): Promise<Value> {
  const end = performance.now() + patienceMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      // Between a half and the whole, so that machines that failed together don't come back together.
      const wait = pause * (0.5 + Math.random() / 2);
      const passes = error instanceof StoreFault && error.kind === "unreachable";
      if (!passes || performance.now() + wait > end) throw error;
      await setTimeout(wait, undefined, { signal }).catch(() => undefined);
    }
  }
}
