import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import tar from "tar-stream";
import { spool, type Spool } from "./spool.ts";

/** An image config as the OCI image specification has it; `rootfs` is filled in by the writer. */
export interface ArchiveConfig {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
  /** ISO date and time. Leave it fixed where the image must come out the same twice. */
  readonly created?: string;
  /** Env, Cmd, Entrypoint, Labels, User, WorkingDir … under their names in the specification. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly history?: readonly {
    readonly created?: string;
    readonly created_by?: string;
    readonly comment?: string;
    readonly empty_layer?: boolean;
  }[];
}

export interface ArchiveRequest {
  /** Uncompressed layer tars, base first; each is read once. */
  readonly layers: readonly AsyncIterable<Uint8Array>[];
  readonly config: ArchiveConfig;
  /** Full names with tag, for example `groundwork/program-esbuild:0123456789ab`. */
  readonly tags: readonly string[] | ((imageId: string) => readonly string[]);
}

export interface DockerArchive {
  /** `sha256:…` of the config: what an engine with the classic store calls the image. */
  readonly imageId: string;
  /** `sha256:…` of each layer tar. */
  readonly diffIds: readonly string[];
  readonly tags: readonly string[];
  readonly unpackedBytes: number;
  /** What `docker load` reads. The temp files behind it are removed when it ends or is destroyed. */
  readonly stream: Readable;
}

/**
 * A docker archive of these layers: same input, same bytes.
 * Large layers wait in temp files (their digest stands before them), so memory stays small. Destroy `stream` when it is not sent.
 */
export async function writeDockerArchive(request: ArchiveRequest): Promise<DockerArchive> {
  const folder = await mkdtemp(join(tmpdir(), "groundwork-archive-"));
  try {
    const layers: Spool[] = [];
    for (const [index, layer] of request.layers.entries())
      layers.push(await spool(layer, join(folder, `${index}`)));
    const diffIds = layers.map((layer) => `sha256:${layer.sha256}`);
    const config = Buffer.from(
      JSON.stringify({ ...request.config, rootfs: { type: "layers", diff_ids: diffIds } }),
    );
    const hex = createHash("sha256").update(config).digest("hex");
    const imageId = `sha256:${hex}`;
    const tags = typeof request.tags === "function" ? request.tags(imageId) : request.tags;
    const stream = send(layers, config, hex, tags, () => rm(folder, { recursive: true, force: true }));
    return {
      imageId,
      diffIds,
      tags,
      unpackedBytes: layers.reduce((sum, layer) => sum + layer.bytes, 0),
      stream,
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

function send(
  layers: readonly Spool[],
  config: Buffer,
  hex: string,
  tags: readonly string[],
  clean: () => Promise<void>,
) {
  const pack = tar.pack();
  const out = new PassThrough({ highWaterMark: 1 << 20 });
  writeEntries(pack, layers, config, hex, tags).catch((error: unknown) => pack.destroy(error as Error));
  pipeline(pack, out)
    .catch((error: unknown) => out.destroy(error as Error))
    .finally(clean);
  return out;
}

const FIXED = { uid: 0, gid: 0, mode: 0o644, mtime: new Date(0) };

async function writeEntries(
  pack: tar.Pack,
  layers: readonly Spool[],
  config: Buffer,
  hex: string,
  tags: readonly string[],
): Promise<void> {
  const nameOf = (layer: Spool) => `${layer.sha256}/layer.tar`;
  const manifest = [{ Config: `${hex}.json`, RepoTags: tags, Layers: layers.map(nameOf) }];
  pack.entry({ ...FIXED, name: "manifest.json" }, JSON.stringify(manifest));
  pack.entry({ ...FIXED, name: `${hex}.json` }, config);
  const byName = new Map(layers.map((layer) => [nameOf(layer), layer]));
  for (const [name, layer] of byName)
    await pipeline(layer.open(), pack.entry({ ...FIXED, name, size: layer.bytes }));
  pack.finalize();
}
