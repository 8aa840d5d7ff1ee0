import { archiveName, JsonBudget, looksLikeJson, type ArchiveParts, type JsonBlob } from "./archive-parts.ts";
import { compressionOf } from "./chunks.ts";
import { keeping, type KeepOptions, type MeasureOptions } from "./keep.ts";
import type { LayerCache } from "./layers/cache.ts";
import { LayerReader, type LayerBlob } from "./layers/read-layer.ts";
import { describeFormat } from "./magic.ts";
import { ImageReadError } from "./read-error.ts";
import { BLOCK, hasChecksum } from "./tar/header.ts";
import { V1Ids } from "./sources/v1-ids.ts";
import type { TarSink } from "./tar/reader.ts";

const MAX_LINKS = 8;

export interface EntriesOptions extends KeepOptions, MeasureOptions {
  readonly cache?: LayerCache;
  readonly diffIds?: readonly string[];
}

/** What one pass over an image archive leaves in memory: its documents, and of its layers what they hold. */
export class ArchiveEntries implements ArchiveParts {
  readonly #jsons = new Map<string, JsonBlob>();
  readonly #layers = new Map<string, Promise<LayerBlob>>();
  /** Neither document nor layer: what they are, in words. */
  readonly #others = new Map<string, string>();
  readonly #links = new Map<string, string>();
  readonly #open = new Set<LayerReader>();
  readonly #budget = new JsonBudget();
  readonly #options: EntriesOptions;
  readonly #measure: boolean;
  readonly #v1: V1Ids;
  readonly #newKeeper;

  constructor(options: EntriesOptions) {
    this.#options = options;
    this.#measure = options.measureCompressed ?? true;
    this.#v1 = new V1Ids(options.diffIds ?? []);
    this.#newKeeper = keeping(options);
  }

  link(name: string, target: string): void {
    this.#links.set(archiveName(name), archiveName(target));
  }

  /** Where the bytes of a file of the archive go; null when it is a layer that is known. */
  file(name: string, bytes: number): TarSink | null {
    const known = this.#known(archiveName(name));
    if (known) this.#layers.set(archiveName(name), Promise.resolve(known));
    return known ? null : this.#reading(name, bytes);
  }

  #known(name: string): LayerBlob | null {
    const { cache } = this.#options;
    const diffId = cache ? this.#diffIdOf(name) : null;
    if (!cache || diffId === null) return null;
    return cache.layer(diffId, { keeper: this.#newKeeper(), measure: this.#measure });
  }

  /** What a layer's name says of it: a blob's is its digest, which is the diff id where the blob is plain. */
  #diffIdOf(name: string): string | null {
    const blob = /^\/blobs\/sha256\/([0-9a-f]{64})$/.exec(name)?.[1];
    if (blob !== undefined) return `sha256:${blob}`;
    const folder = /^\/([0-9a-f]{64})\/layer\.tar$/.exec(name)?.[1];
    if (folder === undefined) return null;
    return this.#v1.diffIdOf(folder, this.#jsons.get(`/${folder}/json`)?.text ?? null);
  }

  #reading(name: string, bytes: number): TarSink {
    let sink: TarSink | null = null;
    let head: Buffer = Buffer.alloc(0);
    const choose = () => {
      sink = this.#sinkFor(archiveName(name), bytes, head);
      sink.write(head);
    };
    return {
      write: (chunk) => {
        if (sink) {
          sink.write(chunk);
          return;
        }
        head = Buffer.concat([head, chunk]);
        if (head.length >= BLOCK) choose();
      },
      end: () => {
        if (!sink) choose();
        sink?.end();
      },
    };
  }

  #sinkFor(name: string, bytes: number, head: Buffer): TarSink {
    const compression = compressionOf(head);
    // A file without bytes is an empty layer where a manifest says that it is a layer.
    if (compression !== "none" || bytes === 0 || hasChecksum(head) || isZeros(head))
      return this.#layer(name, bytes);
    if (looksLikeJson(head) && this.#budget.takes(bytes)) return this.#json(name);
    this.#others.set(name, describeFormat(head));
    return { write: () => undefined, end: () => undefined };
  }

  #layer(name: string, bytes: number): TarSink {
    const reader = new LayerReader({
      name: name.slice(1),
      bytes,
      keeper: this.#newKeeper(),
      measure: this.#measure,
    });
    this.#open.add(reader);
    return {
      write: (chunk) => reader.write(chunk),
      end: () => {
        const read = reader.end().finally(() => this.#open.delete(reader));
        // A blob that is damaged is only an error when the chosen image needs it.
        read.catch(() => undefined);
        this.#layers.set(name, read);
      },
    };
  }

  #json(name: string): TarSink {
    const parts: Uint8Array[] = [];
    return {
      write: (chunk) => parts.push(Buffer.from(chunk)),
      end: () => this.#jsons.set(name, this.#budget.add(Buffer.concat(parts))),
    };
  }

  /** To be waited for before more of the archive is fed in; null when there is nothing to wait for. */
  get busy(): Promise<unknown> | null {
    for (const reader of this.#open) if (reader.busy) return reader.busy;
    return null;
  }

  /** Resolves when all layers are read, well or not. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#layers.values());
  }

  abort(): void {
    for (const reader of this.#open) reader.abort();
  }

  json(name: string): JsonBlob | null {
    return this.#follow(name, this.#jsons);
  }

  async layer(name: string): Promise<LayerBlob | null> {
    const found = await this.#follow(name, this.#layers);
    const other = found ? null : this.#follow(name, this.#others);
    if (other === null) return found;
    throw new ImageReadError(
      `The layer ${name} can't be read: it is no tar, plain or with gzip or zstd, but ${other}.`,
    );
  }

  #follow<T>(name: string, map: ReadonlyMap<string, T>): T | null {
    let current: string | undefined = archiveName(name);
    for (let hop = 0; current !== undefined && hop < MAX_LINKS; hop++) {
      const found = map.get(current);
      if (found !== undefined) return found;
      current = this.#links.get(current);
    }
    return null;
  }
}

/** The zeros that an empty tar begins with. */
const isZeros = (head: Uint8Array) => head.length >= BLOCK && head.every((byte) => byte === 0);
