import type { RunOutcome } from "../../../workbench/engine/types.ts";
import type { StartPrediction } from "../../../workbench/image/start/types.ts";

/**
 * What a prediction and a run do not agree on, in a sentence; null when they do. `works` is what a program that got to
 * its own code prints. A prediction that depends on the machine agrees with what it foresees for either case, and with
 * nothing else.
 */
export function disagreement(predicted: StartPrediction, ran: RunOutcome, works: string): string | null {
  const said = `${ran.engineError ?? ""}\n${ran.stderr}\n${ran.stdout}`;
  const seen = `exit code ${ran.exitCode}, ${JSON.stringify(said.trim())}`;
  const started = ran.exitCode === 0 && ran.stdout.includes(works);
  const { outcome, error } = predicted;
  const asForeseen =
    error !== null &&
    error.texts.some((text) => said.includes(text)) &&
    error.exitCodes.includes(ran.exitCode ?? -1);
  if (outcome === "starts") return started ? null : `it should start, but: ${seen}`;
  if (outcome === "depends") {
    if (started || asForeseen || error === null) return null;
    return `it should start or say ${JSON.stringify(error)}, but: ${seen}`;
  }
  return asForeseen ? null : `it should end with ${JSON.stringify(error)}, but: ${seen}`;
}
