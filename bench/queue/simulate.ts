/** What was measured on one machine, and what is asked about. */
export interface SimulationRequest {
  readonly submissions: number;
  readonly workers: number;
  /** Hand-ins that a worker grades at a time. */
  readonly jobs: number;
  /** Seconds that single hand-ins took, as measured; each simulated one takes one of these, by the seed. */
  readonly gradingSeconds: readonly number[];
  /** Milliseconds between two hand-ins of one worker that the queue costs. */
  readonly overheadMs: number;
  /** Milliseconds that the coordinator needs for one grade; it takes one after the other. */
  readonly coordinatorMs: number;
  readonly seed: number;
}

export interface Simulated {
  readonly hours: number;
  /** What part of the time workers spent grading, and the coordinator taking grades. */
  readonly workersBusy: number;
  readonly coordinatorBusy: number;
  /** The longest that a finished grade waited for the coordinator, in seconds. */
  readonly longestWaitSeconds: number;
}

/**
 * A class on paper: every slot of every worker takes the next hand-in as soon as it is free, and the coordinator writes
 * grades down in the order in which they come. No worker fails, and the network costs what it costs on one machine. Pure.
 */
export function simulate(request: SimulationRequest): Simulated {
  const { submissions, workers, jobs, gradingSeconds, overheadMs, coordinatorMs } = request;
  const slots = new Float64Array(workers * jobs);
  const next = randomFrom(request.seed);
  const ends = new Float64Array(submissions);
  let graded = 0;
  for (let at = 0; at < submissions; at++) {
    const slot = earliest(slots);
    const seconds = gradingSeconds[Math.floor(next() * gradingSeconds.length)] ?? 0;
    graded += seconds;
    ends[at] = (slots[slot] ?? 0) + seconds + overheadMs / 1000;
    slots[slot] = ends[at] ?? 0;
  }
  const { end, longest } = written(ends.toSorted(), coordinatorMs / 1000);
  return {
    hours: rounded(end / 3600),
    workersBusy: rounded(graded / (end * slots.length)),
    coordinatorBusy: rounded((submissions * coordinatorMs) / 1000 / end),
    longestWaitSeconds: rounded(longest),
  };
}

function written(ends: Float64Array, seconds: number): { end: number; longest: number } {
  let [free, longest] = [0, 0];
  for (const end of ends) {
    longest = Math.max(longest, free - end);
    free = Math.max(free, end) + seconds;
  }
  return { end: free, longest };
}

function earliest(slots: Float64Array): number {
  let best = 0;
  for (let at = 1; at < slots.length; at++) if ((slots[at] ?? 0) < (slots[best] ?? 0)) best = at;
  return best;
}

/** A linear congruential generator (Numerical Recipes): the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
