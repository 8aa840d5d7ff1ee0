import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { LayerBlob } from "./layers/read-layer.ts";

export interface JsonBlob {
  readonly text: string;
  /** `sha256:…` of its bytes. */
  readonly digest: string;
}

/** What an image archive or layout is made of, by the names that its documents use. */
export interface ArchiveParts {
  json(name: string): JsonBlob | null;
  /**
   * The layer of this name; null when there is no such entry; rejects when it is there but damaged.
   * @param diffId what the image's config calls it: one that is known need not be read
   */
  layer(name: string, diffId: string): Promise<LayerBlob | null>;
}

/** An entry's name as documents name it: separators of Windows, `./` and doubled slashes make no difference. */
export const archiveName = (name: string) => posix.normalize(`/${name.replaceAll("\\", "/")}`);

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Whether a file that begins so can be a JSON object or list; Windows tools put a byte order mark before it. */
export function looksLikeJson(head: Uint8Array): boolean {
  const marked = BYTE_ORDER_MARK.every((byte, index) => head[index] === byte);
  const first = head.subarray(marked ? 3 : 0).find((byte) => byte > 0x20);
  return first === 0x7b || first === 0x5b;
}

/** JSON of real images is some kB; an SBOM attached to one can be a few MB. */
const MAX_JSON_BYTES = 8_000_000;
const MAX_JSON_TOTAL = 64_000_000;

/** Bounds how much JSON of one archive is held. */
export class JsonBudget {
  #left = MAX_JSON_TOTAL;

  takes(bytes: number): boolean {
    return bytes <= Math.min(MAX_JSON_BYTES, this.#left);
  }

  add(content: Uint8Array): JsonBlob {
    this.#left -= content.length;
    const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
    return {
      text: Buffer.from(content)
        .toString("utf8")
        .replace(/^\uFEFF/, ""),
      digest,
    };
  }
}
