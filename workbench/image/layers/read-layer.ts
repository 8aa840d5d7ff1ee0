import { createHash } from "node:crypto";
import { createGzip } from "node:zlib";
import { eachChunk } from "../chunks.ts";
import type { FileContent, Keeper } from "../keep.ts";
import { asImageReadError } from "../read-error.ts";
import { IndexReader, type LayerIndex } from "./index-reader.ts";
import { PlainBytes } from "../plain-bytes.ts";
import { Waiting } from "../waiting.ts";

/** One layer blob, read once and not kept. */
export interface LayerBlob extends LayerIndex {
  /** `sha256:…` of the uncompressed tar. */
  readonly diffId: string;
  readonly unpackedBytes: number;
  /** The blob's own bytes where it is compressed, else what gzip level 6 makes of it here; null when not measured. */
  readonly compressedBytes: number | null;
  readonly kept: ReadonlyMap<string, FileContent>;
  /** Whether it was read now, and from a plain tar or a compressed blob; `known`: it was read before. */
  readonly from: "tar" | "blob" | "known";
}

/** How a layer is read. */
export interface LayerRequest {
  /** As the archive calls it, for messages. */
  readonly name: string;
  /** Bytes of the blob. */
  readonly bytes: number;
  readonly keeper: Keeper;
  /** Whether to compress a plain layer to know its compressed size. */
  readonly measure: boolean;
}

/**
 * Hashes, counts and lists a layer whose blob is fed in piece by piece. A blob that is damaged makes `end` reject, and
 * nothing before it throw.
 * An engine that keeps layers unpacked would compress them with gzip when it pushes; another zlib gives a few per mille
 * more or less than ours.
 */
export class LayerReader {
  readonly #request: LayerRequest;
  readonly #hash = createHash("sha256");
  readonly #index: IndexReader;
  readonly #plain = new PlainBytes((chunk) => this.#take(chunk));
  #gzip: Waiting | null = null;
  #unpackedBytes = 0;
  #compressedBytes = 0;

  constructor(request: LayerRequest) {
    this.#request = request;
    this.#index = new IndexReader(request.keeper);
  }

  write(chunk: Uint8Array): void {
    this.#plain.write(chunk);
  }

  /** To be waited for before more is written; null when there is nothing to wait for. */
  get busy(): Promise<void> | null {
    return this.#plain.busy ?? this.#gzip?.busy ?? null;
  }

  #take(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    this.#unpackedBytes += chunk.length;
    this.#index.write(chunk);
    if (this.#request.measure && this.#plain.compression === "none") this.#measurer().write(chunk);
  }

  #measurer(): Waiting {
    this.#gzip ??= new Waiting(
      createGzip({ level: 6, chunkSize: 1 << 18 }),
      (chunk) => (this.#compressedBytes += chunk.length),
    );
    return this.#gzip;
  }

  /** All that was read. Rejects with an ImageReadError that names the layer. */
  async end(): Promise<LayerBlob> {
    try {
      await this.#plain.end();
      const index = this.#index.end();
      return {
        ...index,
        diffId: `sha256:${this.#hash.digest("hex")}`,
        unpackedBytes: this.#unpackedBytes,
        compressedBytes: await this.#compressed(),
        kept: this.#request.keeper.kept,
        from: this.#plain.compression === "none" ? "tar" : "blob",
      };
    } catch (error) {
      throw asImageReadError(`The layer ${this.#request.name} can't be read`, error);
    } finally {
      this.abort();
    }
  }

  async #compressed(): Promise<number | null> {
    if (this.#plain.compression !== "none") return this.#request.bytes;
    if (!this.#request.measure) return null;
    await this.#measurer().end();
    return this.#compressedBytes;
  }

  /** Lets go of what is held when no more will come. */
  abort(): void {
    this.#plain.abort();
    this.#gzip?.abort();
    this.#index[Symbol.dispose]();
  }
}

/** Reads a layer blob from its first byte to its last. Throws ImageReadError. */
export async function readLayer(blob: AsyncIterable<unknown>, request: LayerRequest): Promise<LayerBlob> {
  const reader = new LayerReader(request);
  try {
    await eachChunk(blob, (chunk) => {
      reader.write(chunk);
      return reader.busy;
    });
  } catch (error) {
    reader.abort();
    throw asImageReadError(`The layer ${request.name} can't be read`, error);
  }
  return reader.end();
}
