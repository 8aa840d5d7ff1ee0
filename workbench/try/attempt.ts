import { buildLimits } from "../lab/limits.ts";
import type { RunOutcome } from "../engine/types.ts";
import type { FinalBase } from "./final-base.ts";
import { attemptOn, notBuilt, observe, type Runner, type Tried } from "./observe.ts";

export interface AttemptRequest extends Runner {
  readonly contextDir: string;
  /** Path of the Dockerfile below the folder. */
  readonly dockerfile: string;
  readonly base: FinalBase;
  readonly target?: string;
  readonly buildArgs: Readonly<Record<string, string>>;
}

/** Builds the folder on another base, runs the result and reads both its sizes. `own`: the run to measure by; null where there is none. */
export async function attempt(
  request: AttemptRequest,
  reference: string,
  own: RunOutcome | null,
): Promise<Tried> {
  const { stage, contextDir, dockerfile, base, target, buildArgs, signal, limits } = request;
  const on = { reference, own: reference === base.reference, started: Date.now() };
  const built = await stage.build({
    ...buildLimits(limits),
    contextDir,
    dockerfile,
    dockerfileText: base.on(reference),
    buildArgs,
    target,
    signal,
  });
  signal?.throwIfAborted();
  if (!built.ok) return { attempt: attemptOn(on, notBuilt(built)), ran: null };
  const { seen, ran } = await observe(request, built.imageId, own);
  return { attempt: attemptOn(on, seen), ran };
}
