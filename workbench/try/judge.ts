import type { RunOutcome } from "../engine/types.ts";
import { causeOfRun } from "../lab/kit/causes.ts";
import type { Attempt } from "./schema.ts";

type Judged = Pick<Attempt, "verdict" | "exitCode" | "says" | "why">;

/**
 * What a run on another base says, measured by the run on its own base. A program that was still running when its time
 * was up, and so is here, works: servers don't end. Without such a run (`own` is null) it works when it ends well. Pure.
 */
export function judgeRun(own: RunOutcome | null, ran: RunOutcome): Judged {
  const seen = { exitCode: ran.timedOut ? null : ran.exitCode, says: wordsOf(ran) };
  if (own === null) {
    const fine = ran.started && (ran.timedOut || ran.exitCode === 0);
    return { ...seen, verdict: fine ? "works" : "breaks", why: fine ? "" : causeOfRun(ran) };
  }
  const sameEnd =
    ran.started === own.started && ran.timedOut === own.timedOut && ran.exitCode === own.exitCode;
  if (!sameEnd) return { ...seen, verdict: "breaks", why: causeOfRun(ran) };
  // What a server has printed by then is a matter of time.
  const samePrint = ran.timedOut || (ran.stdout === own.stdout && ran.stderr === own.stderr);
  if (samePrint) return { ...seen, verdict: "works", why: "" };
  return { ...seen, verdict: "differs", why: firstDifference(own, ran) };
}

/** The engine's text, or what the program printed, or that it was silent. */
export function wordsOf(ran: RunOutcome): string {
  if (ran.engineError !== null) return ran.engineError;
  const printed = [ran.stderr, ran.stdout].map((text) => text.trim()).filter((text) => text !== "");
  if (ran.timedOut) return ["still running", ...printed].join("\n");
  return printed.join("\n") || `nothing printed, exit code ${ran.exitCode}`;
}

function firstDifference(own: RunOutcome, ran: RunOutcome): string {
  const name = ran.stdout === own.stdout ? "stderr" : "stdout";
  const was = own[name].split("\n");
  const is = ran[name].split("\n");
  const at = is.findIndex((line, index) => line !== was[index]);
  const index = at < 0 ? is.length : at;
  return `It ends the same, and ${name} is another: line ${index + 1} is "${is[index] ?? ""}" instead of "${was[index] ?? ""}".`;
}
