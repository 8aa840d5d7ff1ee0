import { createHash } from "node:crypto";
import { z } from "zod";

/** What engines before 25 write of each layer for those before 1.9: an empty container. Byte for byte, since it is hashed. */
const EMPTY_CONTAINER =
  '{"Hostname":"","Domainname":"","User":"","AttachStdin":false,"AttachStdout":false,"AttachStderr":false,"Tty":false,' +
  '"OpenStdin":false,"StdinOnce":false,"Env":null,"Cmd":null,"Image":"","Volumes":null,"WorkingDir":"","Entrypoint":null,' +
  '"OnBuild":null,"Labels":null}';

const layerSchema = z.object({ parent: z.string().optional() });

/**
 * Tells which layer a folder of a `docker save` stream holds, before its bytes come. Its name is a hash over all layers up
 * to this one (CreateID in moby's package image/v1), so that it can be computed from the diff ids; the topmost one's also
 * hashes the whole config, and is known by its parent.
 * A name that is not ours is no harm: it only means that the layer is read.
 */
export class V1Ids {
  readonly #diffIds = new Map<string, string>();
  readonly #top: string | undefined;
  readonly #topParent: string | undefined;

  /** @param diffIds of the image's layers, base first */
  constructor(diffIds: readonly string[]) {
    let chain = "";
    let parent: string | undefined;
    for (const diffId of diffIds.slice(0, -1)) {
      chain = chain === "" ? diffId : digest(`${chain} ${diffId}`);
      const after = parent === undefined ? "" : `,"parent":"${parent}"`;
      parent = digest(
        `{"container_config":${EMPTY_CONTAINER},"created":"1970-01-01T00:00:00Z","layer_id":"${chain}"${after}}`,
      );
      this.#diffIds.set(hexOf(parent), diffId);
    }
    this.#top = diffIds.at(-1);
    this.#topParent = parent && hexOf(parent);
  }

  /**
   * The diff id of a layer; null when it can't be told.
   * @param folder name of its folder in the stream
   * @param json text of the file `json` in that folder, null where it has not come yet
   */
  diffIdOf(folder: string, json: string | null): string | null {
    const known = this.#diffIds.get(folder);
    if (known !== undefined || json === null || this.#top === undefined) return known ?? null;
    try {
      const layer = layerSchema.safeParse(JSON.parse(json)).data;
      return layer && layer.parent === this.#topParent ? this.#top : null;
    } catch {
      return null;
    }
  }
}

const digest = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;
const hexOf = (id: string) => id.slice("sha256:".length);
