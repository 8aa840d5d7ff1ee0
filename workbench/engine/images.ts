import { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import type Dockerode from "dockerode";
import { z } from "zod";
import { engineMessage, isMissing } from "./answers.ts";
import { readNdjson } from "./build/ndjson.ts";
import { EngineFault } from "./errors.ts";
import { LABEL_CONTAINER, LABEL_RUN, requireOwnTag } from "./labels.ts";
import type { ContainerSummary, ImageSummary, ListedSize } from "./types.ts";

/** Milliseconds that a removal which somebody else has begun may take, and after which it is asked for again. */
const REMOVAL_MS = 10_000;
const ASK_AGAIN_MS = 50;

const loadAnswerSchema = z.looseObject({ error: z.string().optional() });

/** The image behind a tag, digest or id; null when the engine holds none. */
export async function inspectImage(docker: Dockerode, reference: string): Promise<ImageSummary | null> {
  try {
    const found = await docker.getImage(reference).inspect();
    return {
      id: found.Id,
      tags: found.RepoTags ?? [],
      repoDigests: found.RepoDigests ?? [],
      platform: `${found.Os}/${found.Architecture}`,
      created: found.Created,
      labels: found.Config?.Labels ?? {},
      layers: found.RootFS?.Layers ?? [],
    };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** All images, or those with a label. */
export async function listImages(docker: Dockerode, label?: string): Promise<ImageSummary[]> {
  const rows = await docker.listImages({ filters: label === undefined ? undefined : { label: [label] } });
  const found = await Promise.all(rows.map((row) => inspectImage(docker, row.Id)));
  return found.filter((each) => each !== null);
}

const usageSchema = z.object({ Images: z.array(z.object({ Id: z.string(), SharedSize: z.number() })) });

/** What `docker image ls` and `docker system df -v` say of an image. Throws when the engine has none of that name. */
export async function listedSize(docker: Dockerode, reference: string): Promise<ListedSize> {
  const found = await docker.getImage(reference).inspect();
  const usage = usageSchema.parse(await docker.df());
  const row = usage.Images.find(({ Id }) => Id === found.Id);
  return { bytes: found.Size, sharedBytes: row?.SharedSize ?? 0 };
}

/** All containers, stopped ones too, or those with a label. */
export async function listContainers(docker: Dockerode, label?: string): Promise<ContainerSummary[]> {
  const rows = await docker.listContainers({
    all: true,
    filters: label === undefined ? undefined : { label: [label] },
  });
  return rows.map((row) => ({ id: row.Id, image: row.Image, state: row.State, labels: row.Labels }));
}

/** Adds a tag of ours; throws when the tag is not ours or the image is missing. */
export async function tagImage(docker: Dockerode, reference: string, tag: string): Promise<void> {
  requireOwnTag(tag);
  const colon = tag.lastIndexOf(":");
  await docker.getImage(reference).tag({ repo: tag.slice(0, colon), tag: tag.slice(colon + 1) });
}

/** Removes a tag, or an image by id; false when there was none. */
export async function removeImage(docker: Dockerode, reference: string): Promise<boolean> {
  try {
    await docker.getImage(reference).remove({ force: true });
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Removes a container by force, with its anonymous volumes; false when there was none. Also waits for a removal that is under way. */
export async function removeContainer(docker: Dockerode, id: string): Promise<boolean> {
  const container = docker.getContainer(id);
  const until = performance.now() + REMOVAL_MS;
  for (;;) {
    try {
      await container.remove({ force: true, v: true });
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      const underWay = /removal of container \S+ is already in progress/i.test(engineMessage(error));
      if (!underWay || performance.now() > until) throw error;
      await setTimeout(ASK_AGAIN_MS);
    }
  }
}

/** A tar stream of one path of an image, read from a container that is never started and gone when the stream ends. */
export async function copyOut(
  docker: Dockerode,
  reference: string,
  path: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<Readable> {
  const container = await docker.createContainer({
    Image: reference,
    // An image without a command can't be made into a container; this one never runs.
    Cmd: ["/"],
    Labels: { [LABEL_RUN]: "copy", ...labels, [LABEL_CONTAINER]: "copy" },
  });
  const remove = (): Promise<unknown> => container.remove({ force: true, v: true }).catch(() => undefined);
  try {
    const tar = await container.getArchive({ path });
    return Readable.from(followed(tar, remove), { objectMode: false });
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The stream, whose end comes only after `last`: a reader that then leaves leaves nothing behind. */
async function* followed(
  stream: NodeJS.ReadableStream,
  last: () => Promise<unknown>,
): AsyncGenerator<string | Buffer> {
  try {
    yield* stream;
  } finally {
    await last();
  }
}

/** `docker load`: resolves when the engine has read the whole archive; throws with the engine's own text otherwise. */
export async function loadArchive(docker: Dockerode, archive: NodeJS.ReadableStream): Promise<void> {
  const answer = await docker.loadImage(archive, { quiet: true });
  for await (const message of readNdjson(answer as AsyncIterable<Buffer | string>)) {
    const error = loadAnswerSchema.safeParse(message).data?.error;
    if (error !== undefined)
      throw new EngineFault(
        `The engine could not load an image: ${error}`,
        "Check the free disk space with `groundwork doctor`.",
      );
  }
}
