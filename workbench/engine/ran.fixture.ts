import type { RunOutcome } from "./types.ts";

/** A container that ran to its end and said nothing; `more` says what else was seen. */
export function ran(more: Partial<RunOutcome> = {}): RunOutcome {
  return {
    started: true,
    exitCode: 0,
    stdout: "",
    stderr: "",
    truncated: false,
    engineError: null,
    oomKilled: false,
    timedOut: false,
    cancelled: false,
    durationMs: 1,
    ...more,
  };
}
