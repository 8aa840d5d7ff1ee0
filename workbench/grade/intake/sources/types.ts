import type { Refused } from "../../schema/submission.ts";
import type { IntakeLimits } from "../limits.ts";
import type { Received } from "../received.ts";
import type { Roster } from "../roster.ts";
import type { Shelf } from "../shelf.ts";

/** One hand-in of one student, not opened yet. */
export interface HandIn {
  /** Where it is, for the instructor. */
  readonly source: string;
  /** Whose it is, as it is written there. */
  readonly who: string;
  /** What the student called it, where that is known: perhaps a lab. */
  readonly file: string | null;
  readonly attempt: number;
  readonly late: boolean;
  readonly receivedAt: string | null;
  /** Throws NotTaken. */
  readonly open: () => Promise<Opened>;
}

/** A shelf, and when what is on it came, where the shelf itself says so. */
export interface Opened {
  readonly shelf: Shelf;
  readonly receivedAt: string | null;
  /** Of a repository: the commit that is read. */
  readonly commit?: string;
}

/** Every hand-in of a class. What can't be one is refused here. */
export interface Source extends AsyncDisposable {
  readonly handIns: readonly HandIn[];
  readonly refused: readonly Refused[];
}

/** What opening a source needs to know. */
export interface SourceContext {
  readonly roster: Roster;
  readonly received: Received;
  readonly limits: IntakeLimits;
  /** For what has to be fetched; the caller removes it. */
  readonly temporary: string;
}
