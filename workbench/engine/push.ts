import type Dockerode from "dockerode";
import { z } from "zod";
import { engineMessage, isAnswer } from "./answers.ts";
import { readNdjson } from "./build/ndjson.ts";
import { removeImage } from "./images.ts";
import { requireOwnPlace } from "./labels.ts";
import type { LayerStatus, PushOutcome, PushRequest } from "./push-types.ts";

const messageSchema = z.looseObject({
  error: z.string().optional(),
  status: z.string().optional(),
  id: z.string().optional(),
  aux: z.looseObject({ Digest: z.string().optional() }).optional(),
});

/**
 * Pushes an image to a registry on this machine, under a tag that is taken away again.
 * A refusal is a value; an engine that went away is thrown.
 */
export async function push(docker: Dockerode, { image, to }: PushRequest): Promise<PushOutcome> {
  requireOwnPlace(to);
  const colon = to.lastIndexOf(":");
  const repo = to.slice(0, colon);
  const tag = to.slice(colon + 1);
  await docker.getImage(image).tag({ repo, tag });
  try {
    const stream = await docker.getImage(to).push({ authconfig: {} });
    return await follow(stream);
  } catch (error) {
    if (!isAnswer(error)) throw error;
    return { ok: false, message: engineMessage(error) };
  } finally {
    await removeImage(docker, to);
  }
}

async function follow(stream: AsyncIterable<Buffer | string>): Promise<PushOutcome> {
  const layers = new Map<string, LayerStatus>();
  let digest = "";
  for await (const line of readNdjson(stream)) {
    const message = messageSchema.safeParse(line).data;
    if (message?.error !== undefined) return { ok: false, message: message.error };
    digest = message?.aux?.Digest ?? digest;
    const { id, status } = message ?? {};
    if (id !== undefined && status !== undefined && /^[0-9a-f]{12}$/.test(id)) layers.set(id, { id, status });
  }
  if (digest === "") return { ok: false, message: "The push ended and the engine named no digest." };
  return { ok: true, digest, layers: [...layers.values()] };
}
