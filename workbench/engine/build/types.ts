/** Which of the two builders of a Docker engine runs a build. */
export type Builder = "buildkit" | "classic";

export interface BuildRequest {
  /** Absolute folder that is sent as the build context; its `.dockerignore` is respected. */
  readonly contextDir: string;
  /** Path of the Dockerfile inside the context. Default: `Dockerfile`. */
  readonly dockerfile?: string;
  /** Text that is built in place of the file, for example with its base references resolved. */
  readonly dockerfileText?: string;
  /** Tag of the result; must begin with `groundwork/`. */
  readonly tag?: string;
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly builder?: Builder;
  readonly noCache?: boolean;
  /** Asks the registry what each `FROM` means now, also where the engine has an image of that name. */
  readonly pull?: boolean;
  /** `linux/arm64`; what is built for another processor can't run here without an emulator. Default: the engine's. */
  readonly platform?: string;
  readonly networkMode?: string;
  /** Milliseconds until the build is stopped. Default: 120 000. */
  readonly deadlineMs?: number;
  /** Bytes of the engine's disk that may be gone before the build is stopped; no limit unless given. */
  readonly maxDiskBytes?: number;
  /** Bytes of log kept; the rest is dropped and `truncated` set. Default: 1 000 000. */
  readonly maxLogBytes?: number;
  readonly signal?: AbortSignal;
  /** Called with each line that the builder prints. */
  readonly onLine?: (line: string) => void;
  /** Called when a step of the Dockerfile begins or ends, and with each line that a RUN prints. */
  readonly onProgress?: (progress: BuildProgress) => void;
}

/** What happens in a build, while it happens. */
export type BuildProgress = StepProgress | { readonly kind: "output"; readonly line: string };

export interface StepProgress {
  readonly kind: "step";
  /** Name or `stage-N` of the stage; null where the builder names none. */
  readonly stage: string | null;
  /** 1-based, of the stage (BuildKit) or of the whole Dockerfile (classic). */
  readonly step: number;
  readonly of: number;
  readonly text: string;
  /** `stopped`: called off because another step failed or the time was up. A `cached` step may never have been `running`. */
  readonly state: "running" | "done" | "cached" | "failed" | "stopped";
  /** Milliseconds since the step began. */
  readonly elapsedMs: number;
}

/**
 * Why a build failed.
 * - `parse`: the Dockerfile can't be read; `step`: an instruction failed; `target`: no such stage;
 * - `base`: a `FROM` (or `COPY --from`) image can't be had; `limit`: deadline or size limit;
 * - `context`: the build context can't be read; `cancelled`: we were asked to stop;
 * - `engine`: the engine itself failed or went away (never the learner's fault).
 */
export type BuildFailureKind =
  "parse" | "step" | "target" | "base" | "limit" | "context" | "cancelled" | "engine";

export interface BuildSuccess {
  readonly ok: true;
  /** `sha256:…` of the image config (the engine's image id). */
  readonly imageId: string;
  readonly log: string;
  readonly truncated: boolean;
  readonly durationMs: number;
}

export interface BuildFailure {
  readonly ok: false;
  readonly kind: BuildFailureKind;
  /** The engine's own sentence. */
  readonly message: string;
  /** 1-based line of the Dockerfile, where it is known. */
  readonly line: number | null;
  /** The instruction that failed, as written, where it is known. */
  readonly instruction: string | null;
  /** Exit code of a failed `RUN`, where the engine tells it. */
  readonly exitCode: number | null;
  /** What the failing step printed itself. */
  readonly output: string;
  readonly log: string;
  readonly truncated: boolean;
  readonly durationMs: number;
}

export type BuildOutcome = BuildSuccess | BuildFailure;
