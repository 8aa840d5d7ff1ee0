/** A checkout of Groundwork that a job can get. */
export interface GroundworkSource {
  /** Its address, without any login. */
  readonly url: string;
  /** `OWNER/NAME` where it lies on GitHub; null elsewhere. */
  readonly github: string | null;
  /** All digits of the commit: a branch moves, and marks would move with it. */
  readonly commit: string;
}

/** Where a class lies in the instructor's repository. Paths are relative to its top, with forward slashes. */
export interface ClassPaths {
  readonly assignment: string;
  readonly handIns: string;
  readonly roster: string;
  /** Null: the hand-ins themselves say when they came. */
  readonly received: string | null;
}

/** What a workflow is written from. */
export interface WorkflowRequest {
  /** Of the assignment. */
  readonly id: string;
  readonly paths: ClassPaths;
  /** Machines that share the class. */
  readonly shards: number;
  readonly groundwork: GroundworkSource;
  /** Why a machine will do that `doctor --grading` finds unfit; null: it won't. */
  readonly acceptRisk: string | null;
  /** The last instant at which something may be handed in, to start by; null: somebody starts it. */
  readonly startAt: Date | null;
}

/** A file to write, below the folder that was asked for. */
export interface WorkflowFile {
  readonly path: string;
  readonly text: string;
}
