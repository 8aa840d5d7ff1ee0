import { openImage } from "../image/sources/open.ts";
import { predictStart } from "../image/start/predict.ts";
import type { StartImage } from "../image/start/types.ts";
import { wantsStart } from "../image/start/wants.ts";
import type { BuildFailure, RunOutcome } from "../engine/types.ts";
import { causeOfBuild } from "../lab/kit/causes.ts";
import { describeBuild } from "../lab/kit/describe.ts";
import { runLimits, type Limits } from "../lab/limits.ts";
import type { Stage } from "../lab/stage.ts";
import { judgeRun } from "./judge.ts";
import type { Attempt } from "./schema.ts";

/** Where images are run, and how. */
export interface Runner {
  readonly stage: Stage;
  /** Arguments in place of the image's CMD; empty for its own. */
  readonly command: readonly string[];
  readonly runMs: number;
  readonly limits: Limits;
  readonly signal?: AbortSignal;
}

/** One base that was tried. */
export interface Tried {
  readonly attempt: Attempt;
  /** Null when there was nothing to run. */
  readonly ran: RunOutcome | null;
}

type Seen = Omit<Attempt, "base" | "own" | "line" | "notes" | "durationMs">;

/**
 * Runs an image and reads both its sizes. `own`: the run to measure by; null where there is none. Rejects with the
 * signal's reason when it was stopped.
 */
export async function observe(
  { stage, command, runMs, limits, signal }: Runner,
  imageId: string,
  own: RunOutcome | null,
): Promise<{ readonly seen: Seen; readonly ran: RunOutcome }> {
  const ran = await stage.run({
    ...runLimits(limits),
    image: imageId,
    ...(command.length > 0 ? { command } : {}),
    network: "none",
    deadlineMs: runMs,
    signal,
  });
  signal?.throwIfAborted();
  const image = await openImage(imageId, { engine: stage.scope.engine, wantFiles: wantsStart });
  const { unpackedBytes, compressedBytes } = image;
  const judged = judgeRun(own, ran);
  const why = judged.verdict === "breaks" ? (foretold(image, command, ran) ?? judged.why) : judged.why;
  return { seen: { ...judged, why, unpackedBytes, compressedBytes }, ran };
}

/** Why it does not start, from its files: more exact than what the message tells, and only where it foretells that message. */
function foretold(image: StartImage, command: readonly string[], ran: RunOutcome): string | null {
  const { outcome, reason, error } = predictStart(image, command.length > 0 ? { cmd: command } : {});
  const said = `${ran.engineError ?? ""}\n${ran.stderr}`;
  return outcome === "fails" && error?.texts.some((text) => said.includes(text)) === true ? reason : null;
}

/** What a build that failed says. A base that can't be had says nothing about the learner's image. Pure. */
export function notBuilt(failed: BuildFailure): Pick<Attempt, "verdict" | "line" | "says" | "why"> {
  const isFault = failed.kind === "engine" || failed.kind === "base";
  return {
    verdict: isFault ? "fault" : "not-built",
    line: failed.line,
    says: failed.output === "" ? failed.message : `${describeBuild(failed)}\n${failed.message}`,
    why: causeOfBuild(failed),
  };
}

/** An attempt with what was seen filled in, and the rest as where there was nothing to see. Pure but for the clock. */
export function attemptOn(
  base: { readonly reference: string; readonly own: boolean; readonly started: number },
  seen: Partial<Attempt> & Pick<Attempt, "verdict" | "says">,
): Attempt {
  return {
    base: base.reference,
    own: base.own,
    line: null,
    exitCode: null,
    why: "",
    notes: [],
    unpackedBytes: null,
    compressedBytes: null,
    durationMs: Date.now() - base.started,
    ...seen,
  };
}
