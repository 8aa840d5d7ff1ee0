import type { Tried } from "../discover/types.ts";
import type { EngineFacts } from "../types.ts";

/** What a real try to reach a registry through the engine gave. */
export interface RegistryReach {
  readonly reached: boolean;
  /** The engine's own words. */
  readonly message: string;
}

/** All that the checks look at; gathered by `observe`. */
export interface Observations {
  readonly engine: EngineFacts | null;
  readonly isPrivate: boolean;
  /** Why there is no engine, and the next step; null when there is one. */
  readonly fault: { readonly message: string; readonly next: string } | null;
  readonly tried: readonly Tried[];
  /** Null when there was no engine to ask through. */
  readonly registry: RegistryReach | null;
  readonly node: string;
  /** For example `linux x64`. */
  readonly host: string;
  readonly stateDir: string;
  /** Free bytes on the disk of the state folder; null when the system does not say. */
  readonly freeBytes: number | null;
}

/** `note`: labs run, but there is something to know. `fail`: labs can't run. */
export type CheckStatus = "ok" | "note" | "fail";

export interface Check {
  readonly id: string;
  readonly title: string;
  readonly status: CheckStatus;
  readonly seen: string;
  /** What to do about it; null when there is nothing to do. */
  readonly advice: string | null;
}
