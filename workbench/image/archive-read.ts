import { posix } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import tar from "tar-stream";
import { archiveName, JsonBudget, looksLikeJson, type ArchiveParts, type JsonBlob } from "./archive-parts.ts";
import { bytesOnly, collect, compressionOf, decompressed, peek, type Chunks } from "./chunks.ts";
import { keeping, type KeepOptions, type MeasureOptions } from "./keep.ts";
import { readLayer, type LayerBlob } from "./layer-read.ts";
import { asImageReadError, ImageReadError } from "./read-error.ts";
import { checkHeader } from "./tar-header.ts";

const TAR_BLOCK = 512;
const MAX_LINKS = 8;

/** Reads an archive of any layout to its end, entries in any order, itself compressed or not. */
export async function readArchive(
  stream: Chunks,
  options: KeepOptions & MeasureOptions,
): Promise<ArchiveParts> {
  const parts = new Parts(options);
  try {
    const { head, all } = await peek(stream, TAR_BLOCK);
    if (head.length === 0) throw new ImageReadError("The archive is empty: not a single byte came.");
    const extract = tar.extract();
    const feeding = pipeline(
      Readable.from(decompressed(all, compressionOf(head)), { objectMode: false }),
      extract,
    );
    // The loop below ends with the same error; this only keeps it from being reported twice.
    feeding.catch(() => {});
    for await (const entry of extract) {
      checkHeader(entry.header);
      const { name, type, size, linkname } = entry.header;
      if (type === "symlink") parts.link(name, posix.join(posix.dirname(name), linkname ?? ""));
      else if (type === "link") parts.link(name, linkname ?? "");
      if (type === "file" || type === "contiguous-file") await parts.add(name, size, bodyOf(entry));
      entry.resume();
    }
    await feeding;
  } catch (error) {
    throw asImageReadError("The archive can't be read as a tar", error);
  }
  return parts;
}

/**
 * An entry's bytes. A reader that stops early leaves the rest to be drained: the entry's own iterator would then destroy
 * the entry, and with it the whole archive.
 */
function bodyOf(entry: AsyncIterable<unknown>): Chunks {
  const iterator = entry[Symbol.asyncIterator]();
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    const step = await iterator.next();
    return step.done ? { done: true, value: undefined } : { done: false, value: bytesOnly(step.value) };
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}

class Parts implements ArchiveParts {
  readonly #jsons = new Map<string, JsonBlob>();
  readonly #layers = new Map<string, LayerBlob | ImageReadError>();
  readonly #links = new Map<string, string>();
  readonly #newKeeper;
  readonly #measure: boolean;
  readonly #budget = new JsonBudget();

  constructor(options: KeepOptions & MeasureOptions) {
    this.#measure = options.measureCompressed ?? true;
    this.#newKeeper = keeping(options);
  }

  link(name: string, target: string): void {
    this.#links.set(archiveName(name), archiveName(target));
  }

  async add(name: string, bytes: number, body: Chunks): Promise<void> {
    const { head, all } = await peek(body, TAR_BLOCK);
    const compression = compressionOf(head);
    if (compression !== "none" || isTar(head)) {
      this.#layers.set(archiveName(name), await this.#read(name, counted(all, bytes), bytes, compression));
    } else if (looksLikeJson(head) && this.#budget.takes(bytes)) {
      this.#jsons.set(archiveName(name), this.#budget.add(await collect(counted(all, bytes))));
    }
  }

  /** A blob that is damaged is only an error when the chosen image needs it. */
  async #read(name: string, body: Chunks, bytes: number, compression: ReturnType<typeof compressionOf>) {
    try {
      return await readLayer(body, bytes, compression, this.#newKeeper(), this.#measure);
    } catch (error) {
      return asImageReadError(`The layer ${name} can't be read`, error);
    }
  }

  json(name: string): JsonBlob | null {
    return this.#follow(name, this.#jsons);
  }

  layer(name: string): Promise<LayerBlob | null> {
    const found = this.#follow(name, this.#layers);
    return found instanceof ImageReadError ? Promise.reject(found) : Promise.resolve(found);
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

/** A header block with the ustar or GNU magic, or the zeros that an empty tar begins with. */
function isTar(head: Uint8Array): boolean {
  if (head.length < TAR_BLOCK) return false;
  return (
    Buffer.from(head.subarray(257, 262)).toString("latin1") === "ustar" || head.every((byte) => byte === 0)
  );
}

/** Refuses an entry that ends before the length in its header. */
async function* counted(source: Chunks, bytes: number) {
  let seen = 0;
  for await (const chunk of source) {
    seen += chunk.length;
    yield chunk;
  }
  if (seen < bytes) throw new ImageReadError(`cut off after ${seen} of ${bytes} bytes`);
}
