import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { pack } from "tar-stream";
import type { Pack } from "tar-stream";
import type { BaseConfig } from "../recipes/types.ts";
import { BASE_EPOCH } from "../rootfs/entry.ts";

const CREATED = new Date(BASE_EPOCH * 1000).toISOString();

/**
 * The config of a one-layer image, always the same text for the same input; its sha256 is the image's id on an engine
 * with the classic image store. Source: OCI image-spec, `config.md`.
 */
export function imageConfig(config: BaseConfig, arch: string, diffId: string, createdBy: string): string {
  return JSON.stringify({
    architecture: arch,
    os: "linux",
    created: CREATED,
    config: {
      Env: config.env,
      ...(config.cmd === null ? {} : { Cmd: config.cmd }),
      WorkingDir: config.workdir,
      ...(config.user === "" ? {} : { User: config.user }),
    },
    rootfs: { type: "layers", diff_ids: [diffId] },
    history: [{ created: CREATED, created_by: createdBy }],
  });
}

/** sha256 of a text, with its prefix. */
export function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

export interface ArchiveParts {
  readonly configText: string;
  readonly tag: string;
  /** Path of the gzip-compressed layer. */
  readonly layer: string;
  readonly unpackedBytes: number;
}

/** The image as `docker load` takes it. The layer goes in uncompressed: every engine takes that. */
export function dockerArchive(parts: ArchiveParts): NodeJS.ReadableStream {
  const tar = pack();
  writeParts(parts, tar).catch((error: unknown) => tar.destroy(error as Error));
  return Readable.from(tar);
}

async function writeParts(parts: ArchiveParts, tar: Pack): Promise<void> {
  const hex = digestOf(parts.configText).slice("sha256:".length);
  const layerName = `${hex}/layer.tar`;
  const mtime = new Date(BASE_EPOCH * 1000);
  const manifest = JSON.stringify([{ Config: `${hex}.json`, RepoTags: [parts.tag], Layers: [layerName] }]);
  tar.entry({ name: `${hex}.json`, mtime }, parts.configText);
  tar.entry({ name: "manifest.json", mtime }, manifest);
  const layer = tar.entry({ name: layerName, mtime, size: parts.unpackedBytes });
  await pipeline(createReadStream(parts.layer), createGunzip(), layer);
  tar.finalize();
}
