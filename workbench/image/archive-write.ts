import { createHash } from "node:crypto";
import { PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import tar from "tar-stream";
import { z } from "zod";

/** A layer that can be sent: an uncompressed tar (every engine takes that) of known length. */
export interface ReadyLayer {
  readonly bytes: number;
  open(): Readable;
}

export interface ReadyImage {
  /** The image's config, byte for byte. Its `rootfs.diff_ids` name the layers, base first. */
  readonly configText: string;
  readonly layers: readonly ReadyLayer[];
  /** Full names with tag. */
  readonly tags: readonly string[];
}

const Config = z.object({ rootfs: z.object({ diff_ids: z.array(z.string()) }) });
const FIXED = { uid: 0, gid: 0, mode: 0o644, mtime: new Date(0) };

/** `sha256:…` of a text: of a config, what an engine with the classic store calls the image. */
export function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** An image as `docker load` takes it (Docker image specification v1.2): same input, same bytes. Equal layers go in once. */
export function sendDockerArchive(image: ReadyImage): Readable {
  const pack = tar.pack();
  const out = new PassThrough({ highWaterMark: 1 << 20 });
  writeEntries(pack, image).catch((error: unknown) => pack.destroy(error as Error));
  pipeline(pack, out).catch((error: unknown) => out.destroy(error as Error));
  return out;
}

async function writeEntries(pack: tar.Pack, { configText, layers, tags }: ReadyImage): Promise<void> {
  const { diff_ids } = Config.parse(JSON.parse(configText)).rootfs;
  const names = diff_ids.map((id) => `${hexOf(id)}/layer.tar`);
  const config = `${hexOf(digestOf(configText))}.json`;
  pack.entry(
    { ...FIXED, name: "manifest.json" },
    JSON.stringify([{ Config: config, RepoTags: tags, Layers: names }]),
  );
  pack.entry({ ...FIXED, name: config }, configText);
  const byName = new Map(layers.map((layer, index) => [names[index] ?? `${index}/layer.tar`, layer]));
  for (const [name, layer] of byName)
    await pipeline(layer.open(), pack.entry({ ...FIXED, name, size: layer.bytes }));
  pack.finalize();
}

const hexOf = (digest: string) => digest.slice("sha256:".length);
