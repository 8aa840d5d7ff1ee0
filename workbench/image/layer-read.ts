import { createHash } from "node:crypto";
import { once } from "node:events";
import { createGzip } from "node:zlib";
import { compressionOf, decompressed, peek, type Chunks, type Compression } from "./chunks.ts";
import type { FileContent, Keeper } from "./keep.ts";
import { layerIndexer, type LayerIndex } from "./layer-index.ts";
import { asImageReadError } from "./read-error.ts";

/** One layer blob of an archive, read once and not kept. */
export interface LayerBlob extends LayerIndex {
  /** `sha256:…` of the uncompressed tar. */
  readonly diffId: string;
  readonly unpackedBytes: number;
  /** The blob's own bytes where it is compressed, else what gzip level 6 makes of it here; null when not measured. */
  readonly compressedBytes: number | null;
  readonly kept: ReadonlyMap<string, FileContent>;
}

/**
 * Hashes, counts and lists a layer in one pass; throws what the tar or the compression has against it.
 * An engine that keeps layers unpacked would compress them with gzip when it pushes; another zlib gives a few per mille
 * more or less than ours.
 */
export async function readLayer(
  blob: Chunks,
  blobBytes: number,
  compression: Compression,
  keeper: Keeper,
  measure = true,
): Promise<LayerBlob> {
  const hash = createHash("sha256");
  const indexer = layerIndexer(keeper);
  const counter = measure && compression === "none" ? gzipCounter() : null;
  let unpackedBytes = 0;
  try {
    for await (const chunk of decompressed(blob, compression)) {
      hash.update(chunk);
      unpackedBytes += chunk.length;
      await Promise.all([indexer.write(chunk), counter?.write(chunk)]);
    }
    const index = await indexer.end();
    const compressedBytes = compression === "none" ? ((await counter?.end()) ?? null) : blobBytes;
    const diffId = `sha256:${hash.digest("hex")}`;
    return { ...index, diffId, unpackedBytes, compressedBytes, kept: keeper.kept };
  } finally {
    indexer.abort();
    counter?.abort();
  }
}

/** `readLayer` of a blob that says itself how it is compressed. Throws ImageReadError with the layer's name. */
export async function readBlob(
  name: string,
  blob: Chunks,
  blobBytes: number,
  keeper: Keeper,
  measure?: boolean,
): Promise<LayerBlob> {
  try {
    const { head, all } = await peek(blob, 4);
    return await readLayer(all, blobBytes, compressionOf(head), keeper, measure);
  } catch (error) {
    throw asImageReadError(`The layer ${name} can't be read`, error);
  }
}

function gzipCounter() {
  const gzip = createGzip({ level: 6, chunkSize: 256 * 1024 });
  let bytes = 0;
  gzip.on("data", (chunk: Uint8Array) => (bytes += chunk.length));
  return {
    async write(chunk: Uint8Array): Promise<void> {
      if (!gzip.write(chunk)) await once(gzip, "drain");
    },
    async end(): Promise<number> {
      gzip.end();
      await once(gzip, "end");
      return bytes;
    },
    abort: () => gzip.destroy(),
  };
}
