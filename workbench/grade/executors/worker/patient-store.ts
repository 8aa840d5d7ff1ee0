import { setTimeout as sleep } from "node:timers/promises";
import { StoreFault, type Store } from "../../store/types.ts";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/**
 * A store that is waited for while it can't be reached: a share that is away for a minute costs a minute, and no attempt at
 * anybody's hand-in. What it lacks, or what is damaged in it, is said at once.
 * @param stop ends the waiting
 * @param onChange told when the waiting begins, and null when it is over
 */
export function patient(store: Store, stop: AbortSignal, onChange: (why: string | null) => void): Store {
  let isAway = false;
  const tried = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      try {
        const value = await work();
        if (isAway) onChange(null);
        isAway = false;
        return value;
      } catch (error) {
        stop.throwIfAborted();
        if (!(error instanceof StoreFault) || (error.kind !== "unreachable" && error.kind !== "refused"))
          throw error;
        if (!isAway) onChange(`${error.message} ${error.next}`);
        isAway = true;
        await sleep(waitMs, undefined, { signal: stop });
      }
    }
  };
  return {
    where: store.where,
    get: (address, signal) => tried(() => store.get(address, signal)),
    put: (bytes, signal) => tried(() => store.put(bytes, signal)),
  };
}
