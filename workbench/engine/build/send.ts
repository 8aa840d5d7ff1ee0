import type { Readable } from "node:stream";
import type Dockerode from "dockerode";
import type { Builder, BuildRequest } from "../types.ts";
import { toEvents, type BuildEvent, type ClassicStep } from "./events.ts";
import { readNdjson } from "./ndjson.ts";

/** One build on its way to the engine. */
export interface Sending {
  readonly request: BuildRequest;
  readonly builder: Builder;
  /** Path of the Dockerfile inside the context. */
  readonly name: string;
  readonly context: Readable;
  /** Takes each thing that the builder says. */
  readonly hear: (event: BuildEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends a build and passes on what the engine says; resolves when it has said everything or the signal
 * came. Throws what the engine refused, ContextError when the context breaks off, and whatever ended the connection.
 */
export async function send(docker: Dockerode, sending: Sending): Promise<void> {
  const stream = await post(docker, sending);
  const stop = (): void => {
    // dockerode closes its BuildKit session on "end" only, and a destroyed stream never ends by itself.
    stream.once("close", () => stream.emit("end"));
    stream.destroy();
  };
  sending.signal.addEventListener("abort", stop, { once: true });
  if (sending.signal.aborted) stop();
  const step: ClassicStep = { id: "", justBegan: false };
  try {
    for await (const message of readNdjson(stream)) {
      for (const event of toEvents(message, step)) sending.hear(event);
    }
  } finally {
    sending.signal.removeEventListener("abort", stop);
  }
}

/** Sends the context and resolves with the answer's stream; can be aborted while the context is still on its way. */
async function post(docker: Dockerode, sending: Sending): Promise<Readable> {
  // A signal of its own: aborting the request after its answer has begun would raise an error nobody listens to.
  const upload = new AbortController();
  const stop = (): void => upload.abort();
  sending.signal.addEventListener("abort", stop, { once: true });
  let broken: Error | undefined;
  sending.context.on("error", (error) => {
    broken = error;
    upload.abort();
  });
  try {
    const answer: unknown = await docker.buildImage(sending.context, {
      ...options(sending),
      abortSignal: upload.signal,
    });
    return answer as Readable;
  } catch (error) {
    throw broken ?? error;
  } finally {
    sending.signal.removeEventListener("abort", stop);
  }
}

function options({ request, builder, name }: Sending): Dockerode.ImageBuildOptions {
  return {
    version: builder === "buildkit" ? "2" : "1",
    dockerfile: name,
    // Left out, not undefined: that would arrive as an empty name, which BuildKit refuses.
    ...(request.tag === undefined ? {} : { t: request.tag }),
    target: request.target,
    buildargs: request.buildArgs,
    labels: request.labels,
    ...(request.platform === undefined ? {} : { platform: request.platform }),
    nocache: request.noCache,
    ...(request.pull ? { pull: true } : {}),
    networkmode: request.networkMode ?? "default",
    rm: true,
    forcerm: true,
  };
}
