import { rm } from "node:fs/promises";
import { join } from "node:path";
import { finished, type Readable } from "node:stream";
import { digestOf, sendDockerArchive } from "./archive-write.ts";
import { spool, type Spool } from "./spool.ts";
import { temporaryFolder } from "../temporary.ts";

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
  const folder = await temporaryFolder("archive");
  try {
    const layers: Spool[] = [];
    for (const [index, layer] of request.layers.entries())
      layers.push(await spool(layer, join(folder, `${index}`)));
    const diffIds = layers.map((layer) => `sha256:${layer.sha256}`);
    const configText = JSON.stringify({ ...request.config, rootfs: { type: "layers", diff_ids: diffIds } });
    const imageId = digestOf(configText);
    const tags = typeof request.tags === "function" ? request.tags(imageId) : request.tags;
    const stream = sendDockerArchive({ configText, layers, tags });
    finished(stream, () => void rm(folder, { recursive: true, force: true }));
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
