import type Dockerode from "dockerode";
import { engineMessage } from "./answers.ts";
import { readNdjson } from "./build/ndjson.ts";
import { inspectImage } from "./images.ts";
import type { PullOutcome, PullRequest } from "./types.ts";
import { z } from "zod";

const QUIET_MS = 10_000;

const progressSchema = z.looseObject({
  error: z.string().optional(),
  status: z.string().optional(),
  id: z.string().optional(),
});

/** Pulls a reference through the engine; gives up after `quietMs` without any progress. A refusal is a value. */
export async function pull(docker: Dockerode, request: PullRequest): Promise<PullOutcome> {
  const stop = new AbortController();
  const quietMs = request.quietMs ?? QUIET_MS;
  let quiet = false;
  const wake = setTimeout(() => {
    quiet = true;
    stop.abort();
  }, quietMs);
  const cancel = (): void => stop.abort();
  if (request.signal?.aborted) cancel();
  request.signal?.addEventListener("abort", cancel, { once: true });
  try {
    const failure = await follow(docker, request, stop.signal, () => wake.refresh());
    if (failure !== null) return refusal(failure);
    const image = await inspectImage(docker, request.reference);
    return image ? { ok: true, imageId: image.id } : refusal(`${request.reference} not found after the pull`);
  } catch (error) {
    if (request.signal?.aborted)
      return { ok: false, kind: "cancelled", message: "The pull was stopped because you asked for it." };
    if (quiet)
      return {
        ok: false,
        kind: "limit",
        message: `No progress for ${quietMs} ms while pulling ${request.reference}.`,
      };
    return refusal(engineMessage(error));
  } finally {
    clearTimeout(wake);
    request.signal?.removeEventListener("abort", cancel);
  }
}

async function follow(
  docker: Dockerode,
  request: PullRequest,
  signal: AbortSignal,
  onProgress: () => void,
): Promise<string | null> {
  const options = { platform: request.platform, abortSignal: signal };
  const stream = (await docker.pull(request.reference, options)) as NodeJS.ReadableStream & {
    destroy(e?: Error): void;
  };
  signal.addEventListener("abort", () => stream.destroy(new Error("stopped")), { once: true });
  for await (const message of readNdjson(stream as AsyncIterable<Buffer | string>)) {
    onProgress();
    const progress = progressSchema.safeParse(message).data;
    if (progress?.error !== undefined) return progress.error;
    if (progress?.status !== undefined)
      request.onLine?.(progress.id ? `${progress.id}: ${progress.status}` : progress.status);
  }
  return null;
}

/** Sorts the engine's sentence. Texts of Docker 20.10 to 29. */
export function refusal(message: string): Extract<PullOutcome, { ok: false }> {
  if (
    /no such host|dial tcp|i\/o timeout|connection refused|unreachable|TLS handshake|EOF|Client\.Timeout|lookup /i.test(
      message,
    )
  ) {
    return { ok: false, kind: "unreachable", message };
  }
  if (/manifest unknown|not found|repository does not exist|no matching manifest/i.test(message)) {
    return { ok: false, kind: "missing", message };
  }
  return { ok: false, kind: "refused", message };
}
