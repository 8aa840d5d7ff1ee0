import type { Heartbeat, Run } from "../queue/schema.ts";

/** A class with the hand-ins that nobody has taken yet. */
export interface Waiting {
  readonly run: Run;
  readonly waiting: number;
}

export interface NextRunRequest {
  readonly me: string;
  readonly runs: readonly Waiting[];
  readonly workers: readonly Heartbeat[];
  /** Classes that this worker can't grade. */
  readonly unfit: ReadonlySet<string>;
}

/**
 * Which class a worker takes hand-ins of: of those with any waiting, the one with the fewest workers, so that a small course
 * is not kept waiting by a large one. A worker stays with its class until that has nothing waiting: another one would need
 * other sandboxes. Pure.
 */
export function nextRun({ me, runs, workers, unfit }: NextRunRequest): Run | null {
  const open = runs.filter(({ run, waiting }) => waiting > 0 && !unfit.has(run.id));
  const workersOf = (id: string): number =>
    workers.filter(({ name, run }) => run === id && name !== me).length;
  const [best] = open.toSorted(
    (one, other) => workersOf(one.run.id) - workersOf(other.run.id) || other.waiting - one.waiting,
  );
  return best?.run ?? null;
}

/** Whether a worker should leave its class for one that has hand-ins waiting and no worker at all. Pure. */
export function shouldLeave(current: string, request: NextRunRequest): boolean {
  const { runs, workers, unfit, me } = request;
  const others = (id: string): number => workers.filter(({ name, run }) => run === id && name !== me).length;
  if (others(current) === 0) return false;
  // Of several workers on one class only one leaves at a time: the first by name.
  const first = workers
    .filter(({ run }) => run === current)
    .map(({ name }) => name)
    .toSorted()[0];
  return (
    first === me &&
    runs.some(
      ({ run, waiting }) => run.id !== current && waiting > 0 && others(run.id) === 0 && !unfit.has(run.id),
    )
  );
}
