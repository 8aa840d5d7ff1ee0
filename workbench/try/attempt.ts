import { buildLimits, runLimits, type Limits } from "../lab/limits.ts";
import { causeOfBuild } from "../lab/kit/causes.ts";
import { describeBuild } from "../lab/kit/describe.ts";
import type { Stage } from "../lab/stage.ts";
import { openImage } from "../image/sources/open.ts";
import type { BuildFailure, RunOutcome } from "../engine/types.ts";
import type { FinalBase } from "./final-base.ts";
import { judgeRun } from "./judge.ts";
import type { Attempt } from "./schema.ts";

export interface AttemptRequest {
  readonly stage: Stage;
  readonly contextDir: string;
  /** Path of the Dockerfile below the folder. */
  readonly dockerfile: string;
  readonly base: FinalBase;
  readonly target?: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly runMs: number;
  readonly limits: Limits;
  readonly signal?: AbortSignal;
}

export interface Tried {
  readonly attempt: Attempt;
  /** Null when there was nothing to run. */
  readonly ran: RunOutcome | null;
}

/** Builds the folder on another base, runs the result and reads both its sizes. `own`: the run to measure by; null where there is none. */
export async function attempt(
  request: AttemptRequest,
  reference: string,
  own: RunOutcome | null,
): Promise<Tried> {
  const started = Date.now();
  const { stage, contextDir, dockerfile, base, target, buildArgs, signal, limits } = request;
  const done = (rest: Partial<Attempt> & Pick<Attempt, "verdict" | "says">): Attempt => ({
    base: reference,
    own: reference === base.reference,
    line: null,
    exitCode: null,
    why: "",
    unpackedBytes: null,
    compressedBytes: null,
    durationMs: Date.now() - started,
    ...rest,
  });
  const dockerfileText = base.on(reference);
  const built = await stage.build({
    ...buildLimits(limits),
    contextDir,
    dockerfile,
    dockerfileText,
    buildArgs,
    target,
    signal,
  });
  signal?.throwIfAborted();
  if (!built.ok) return { attempt: done(notBuilt(built)), ran: null };
  const ran = await stage.run({
    ...runLimits(limits),
    image: built.imageId,
    ...(request.command.length > 0 ? { command: request.command } : {}),
    network: "none",
    deadlineMs: request.runMs,
    signal,
  });
  signal?.throwIfAborted();
  const { unpackedBytes, compressedBytes } = await openImage(built.imageId, { engine: stage.scope.engine });
  return { attempt: done({ ...judgeRun(own, ran), unpackedBytes, compressedBytes }), ran };
}

function notBuilt(failed: BuildFailure): Partial<Attempt> & Pick<Attempt, "verdict" | "says"> {
  // A base that can't be had says nothing about the learner's image.
  const isFault = failed.kind === "engine" || failed.kind === "base";
  return {
    verdict: isFault ? "fault" : "not-built",
    line: failed.line,
    says: failed.output === "" ? failed.message : `${describeBuild(failed)}\n${failed.message}`,
    why: causeOfBuild(failed),
  };
}
