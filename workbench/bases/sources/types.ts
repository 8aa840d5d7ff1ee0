import type { Engine } from "../../engine/types.ts";
import type { ResolvedBase } from "../types.ts";

/** What getting a base may use. */
export interface SourceContext {
  readonly engine: Engine;
  readonly stateDir: string;
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
  readonly preferRegistry: boolean;
}

/** A base that is in the engine now. */
export interface Found {
  readonly base: ResolvedBase;
  /** Revision of the recipe that made it; null where none did. */
  readonly revision: number | null;
}
