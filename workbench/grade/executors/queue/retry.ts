/** How often a job is tried before it is given up, and how often workers may die of it. */
export const ATTEMPTS = 3;
export const MOST_STALLS = 2;

/** Milliseconds before the second attempt; each further one waits twice as long. */
const FIRST_WAIT_MS = 5_000;

export interface Failed {
  readonly attemptsMade: number;
  /** How often a worker that had it fell silent. */
  readonly stalls: number;
  readonly reason: string;
}

export type Decision =
  { readonly kind: "retry"; readonly afterMs: number } | { readonly kind: "dead"; readonly fault: string };

/**
 * What becomes of a job that failed: our own faults are tried again, a little later each time. What workers have died of
 * is given up at once, so that it does not take down all of them. The coordinator decides and waits, by its own clock:
 * clocks of workers may be wrong. Pure.
 */
export function afterFailure({ attemptsMade, stalls, reason }: Failed): Decision {
  if (stalls > MOST_STALLS)
    return { kind: "dead", fault: `${stalls} workers fell silent while they graded it, so it was given up.` };
  if (attemptsMade < ATTEMPTS) return { kind: "retry", afterMs: FIRST_WAIT_MS * 2 ** (attemptsMade - 1) };
  return {
    kind: "dead",
    fault: `It could not be graded in ${attemptsMade} attempts. The last one: ${reason}`,
  };
}
