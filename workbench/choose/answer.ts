import type { Dates, NeedKey, Needs, RecordedBase } from "./types.ts";

/** Where a value comes from: enough to see it again. */
export interface Citation {
  readonly of: string;
  readonly place: string;
  readonly words: string;
  readonly recordedAt: string;
  readonly platform: string;
  readonly base: RecordedBase | null;
}

/**
 * yes: the base gives it; line: a line of the Dockerfile or the command gives it; add: files must be added;
 * no: it can't be had on this base; untold: no recording says.
 */
export type Holds = "yes" | "line" | "add" | "no" | "untold";

/** One need held against one base, with what was recorded about it. */
export interface Reason {
  readonly need: NeedKey;
  readonly fact: string;
  readonly holds: Holds;
  readonly says: string;
  readonly seen: readonly Citation[];
  /** Lines for the last stage of the Dockerfile; empty where nothing is to be done there. */
  readonly lines: readonly string[];
  /** How much there is to add and to keep current: 0 for what is there already. */
  readonly weight: number;
  /** What others have published about it, with its date. */
  readonly published: Dates | null;
}

export type Verdict = "fits" | "fits-with-additions" | "not-told" | "does-not-fit";

export interface Judged {
  readonly id: string;
  readonly reference: string;
  readonly origin: RecordedBase["origin"];
  readonly note: string | null;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** What the base brings and weighs, whether it was asked for or not. */
  readonly costs: readonly Reason[];
}

/** A need that could be given up, and the base that would fit then. */
export interface WayOut {
  readonly drop: readonly NeedKey[];
  readonly says: string;
  readonly base: string;
}

/** One need said otherwise, and the base that would win then. */
export interface Change {
  readonly need: NeedKey;
  readonly says: string;
  readonly base: string | null;
}

export interface Answer {
  readonly format: "groundwork.choice/1";
  readonly needs: Needs;
  /** Id of the base to take; null when none is known to fit. */
  readonly winner: string | null;
  /** All bases, the best first. */
  readonly bases: readonly Judged[];
  /** How to find out what was not known; null when all was known. */
  readonly findOut: string | null;
  /** Why nothing fits, and what to give up; null when something fits. */
  readonly nothingFits: { readonly says: string; readonly ways: readonly WayOut[] } | null;
  readonly changes: readonly Change[];
  /** The last stage for the winner. */
  readonly dockerfile: string | null;
  /** The command that gives the same answer. */
  readonly command: string;
}
