import { randomBytes } from "node:crypto";
import type { Learner } from "../../learn/learner.ts";
import { apiListener } from "../api/listener.ts";
import type { LivePart } from "../static.ts";
import { Live } from "./live.ts";
import { runOnEngine } from "./run.ts";

export interface OpenLive {
  readonly part: LivePart;
  /** Calls off every run; resolves when nothing of them is left in the engine. */
  close(): Promise<void>;
}

/**
 * Everything behind `/api/`, with a token for this start.
 * @param say told in one line what takes time, and what failed
 */
export function openLive(learner: Learner, say: (line: string) => void): OpenLive {
  const live = new Live({ learner, run: runOnEngine(learner, say) });
  const token = randomBytes(32).toString("base64url");
  return { part: { token, api: apiListener(live, token, say) }, close: () => live.close() };
}
