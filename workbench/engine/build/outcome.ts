import { engineMessage, isAnswer } from "../answers.ts";
import type { Deadline } from "../deadline.ts";
import type { BuildFailure, BuildFailureKind, BuildSuccess } from "../types.ts";
import { ContextError } from "./context.ts";
import { locateStep } from "./locate.ts";
import { classifyFailure } from "./failure.ts";
import type { Transcript } from "./transcript.ts";

type Measured = "log" | "truncated" | "durationMs";

/** How a build ended, before its log and its time are added. */
export type Ended = Omit<BuildSuccess, Measured> | Omit<BuildFailure, Measured>;

/** Everything from which the outcome of a build is told. */
export interface Evidence {
  readonly dockerfile: string;
  readonly transcript: Transcript;
  readonly deadline: Pick<Deadline, "timedOut" | "cancelled">;
  /** Milliseconds that the build was given. */
  readonly deadlineMs: number;
  /** The limit of disk that it went over; undefined when it did not. */
  readonly maxDiskBytes?: number | undefined;
  /** What sending the build threw; undefined when the stream ended by itself. */
  readonly thrown?: unknown;
}

/** A failure of which nothing more is known than its kind and a sentence. Pure. */
export function failed(kind: BuildFailureKind, message: string, output = ""): Omit<BuildFailure, Measured> {
  return { ok: false, kind, message, line: null, instruction: null, exitCode: null, output };
}

/** Tells how a build ended. Our own stop comes first, since it also ends the stream in some broken way. */
export function conclude({
  dockerfile,
  transcript,
  deadline,
  deadlineMs,
  thrown,
  maxDiskBytes,
}: Evidence): Ended {
  const output = transcript.failedOutput;
  // The step that was under way is the one to look at.
  const stopped = (message: string): Ended => ({
    ...failed("limit", message, output),
    ...(locateStep(transcript.failedStep, dockerfile) ?? {}),
  });
  if (maxDiskBytes !== undefined) {
    const limit = `${maxDiskBytes / 1_000_000} MB`;
    return stopped(`The build took more than its ${limit} of the engine's disk and was stopped.`);
  }
  if (deadline.cancelled) return failed("cancelled", "The build was stopped because you asked for it.", output);
  if (deadline.timedOut) {
    const seconds = deadlineMs / 1000;
    return stopped(`The build took longer than its limit of ${seconds} s and was stopped.`);
  }
  if (thrown instanceof ContextError) return failed("context", thrown.message);
  if (thrown !== undefined) {
    transcript.hear({ type: "error", message: engineMessage(thrown), exitCode: null });
    if (!isAnswer(thrown)) return failed("engine", engineMessage(thrown), output);
  }
  if (transcript.error) {
    const { error, failedStep: step } = transcript;
    const { kind, place, exitCode } = classifyFailure({ ...error, step, dockerfile });
    const { line, instruction } = place ?? { line: null, instruction: null };
    return { ...failed(kind, error.message, output), exitCode, line, instruction };
  }
  if (transcript.imageId === null) {
    return failed("engine", "The engine ended the build without an image and without an error.", output);
  }
  return { ok: true, imageId: transcript.imageId };
}
