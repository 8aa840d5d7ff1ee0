import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import type Dockerode from "dockerode";
import { engineMessage, isAnswer } from "../answers.ts";
import { Deadline } from "../deadline.ts";
import { requireOwnTag } from "../labels.ts";
import type { Builder, BuildFailure, BuildOutcome, BuildRequest } from "../types.ts";
import { ContextError, packContext } from "./context.ts";
import { toEvents } from "./events.ts";
import { classifyFailure } from "./failure.ts";
import { readNdjson } from "./ndjson.ts";
import { Transcript } from "./transcript.ts";

const DEADLINE_MS = 120_000;
const MAX_LOG_BYTES = 1_000_000;

/**
 * Builds an image and returns what happened as a value; a Dockerfile that does not build is no exception.
 * Works on the engine's API, since testcontainers' own build hides the log and never settles on a parse error
 * (testcontainers-node PR 1353). Throws only on wrong use (a tag that is not ours).
 */
export async function build(docker: Dockerode, request: BuildRequest, builder: Builder): Promise<BuildOutcome> {
  if (request.tag !== undefined) requireOwnTag(request.tag);
  const started = performance.now();
  const transcript = new Transcript(request.maxLogBytes ?? MAX_LOG_BYTES, request.onLine);
  using deadline = new Deadline(request.deadlineMs ?? DEADLINE_MS, request.signal);
  const end = { log: "", truncated: false, durationMs: 0 };
  const finish = (): typeof end => ({
    log: transcript.log,
    truncated: transcript.truncated,
    durationMs: Math.round(performance.now() - started),
  });
  const fail = (kind: BuildFailure["kind"], message: string): BuildFailure => ({
    ok: false,
    kind,
    message,
    line: null,
    instruction: null,
    exitCode: null,
    output: transcript.failedOutput,
    ...finish(),
  });

  const name = request.dockerfile ?? "Dockerfile";
  const dockerfile = request.dockerfileText ?? (await readDockerfile(request.contextDir, name));
  if (dockerfile === null) return fail("context", `There is no file ${name} in ${request.contextDir}.`);
  try {
    const context = await packContext({ contextDir: request.contextDir, dockerfile: name, dockerfileText: dockerfile });
    await send(docker, request, builder, { name, context, transcript, signal: deadline.signal });
  } catch (error) {
    if (deadline.timedOut || deadline.cancelled) return stopped(fail, deadline, request);
    if (error instanceof ContextError) return fail("context", error.message);
    transcript.hear({ type: "error", message: engineMessage(error), exitCode: null });
    if (!isAnswer(error)) return fail("engine", engineMessage(error));
  }
  if (deadline.timedOut || deadline.cancelled) return stopped(fail, deadline, request);
  if (transcript.error) {
    const { kind, place, exitCode } = classifyFailure({ ...transcript.error, step: transcript.failedStep, dockerfile });
    return { ...fail(kind, transcript.error.message), exitCode, line: place?.line ?? null, instruction: place?.instruction ?? null };
  }
  if (transcript.imageId === null) return fail("engine", "The engine ended the build without an image and without an error.");
  return { ok: true, imageId: transcript.imageId, ...finish() };
}

function stopped(
  fail: (kind: BuildFailure["kind"], message: string) => BuildFailure,
  deadline: Deadline,
  request: BuildRequest,
): BuildFailure {
  if (deadline.cancelled) return fail("cancelled", "The build was stopped because you asked for it.");
  const seconds = Math.round((request.deadlineMs ?? DEADLINE_MS) / 1000);
  return fail("limit", `The build took longer than its limit of ${seconds} s and was stopped.`);
}

interface Sending {
  readonly name: string;
  readonly context: NodeJS.ReadableStream;
  readonly transcript: Transcript;
  readonly signal: AbortSignal;
}

async function send(docker: Dockerode, request: BuildRequest, builder: Builder, sending: Sending): Promise<void> {
  const stream = await post(docker, request, builder, sending);
  const stop = (): void => {
    // dockerode closes its BuildKit session on "end" only, and a destroyed stream never ends by itself.
    stream.once("close", () => stream.emit("end"));
    stream.destroy();
  };
  sending.signal.addEventListener("abort", stop, { once: true });
  if (sending.signal.aborted) stop();
  const step = { id: "", name: "" };
  try {
    for await (const message of readNdjson(stream)) {
      for (const event of toEvents(message, step)) sending.transcript.hear(event);
    }
  } finally {
    sending.signal.removeEventListener("abort", stop);
  }
}

/** Sends the context and resolves with the answer's stream; can be aborted while the context is still on its way. */
async function post(docker: Dockerode, request: BuildRequest, builder: Builder, sending: Sending): Promise<Readable> {
  // A signal of its own: aborting the request after its answer has begun would raise an error nobody listens to.
  const upload = new AbortController();
  const stop = (): void => upload.abort();
  sending.signal.addEventListener("abort", stop, { once: true });
  try {
    const answer: unknown = await docker.buildImage(sending.context, {
      version: builder === "buildkit" ? "2" : "1",
      dockerfile: sending.name,
      t: request.tag,
      target: request.target,
      buildargs: request.buildArgs,
      labels: request.labels,
      nocache: request.noCache,
      networkmode: request.networkMode ?? "default",
      rm: true,
      forcerm: true,
      abortSignal: upload.signal,
    });
    return answer as Readable;
  } finally {
    sending.signal.removeEventListener("abort", stop);
  }
}

async function readDockerfile(contextDir: string, name: string): Promise<string | null> {
  return readFile(path.join(contextDir, name), "utf8").catch(() => null);
}
