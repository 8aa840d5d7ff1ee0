import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createZstdDecompress } from "node:zlib";

export type Chunks = AsyncIterable<Uint8Array>;
export type Compression = "none" | "gzip" | "zstd";

/** A chunk of a stream whose type says nothing of its chunks; one that is text would have been decoded wrongly. */
export function bytesOnly(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new TypeError(`The stream gave ${typeof chunk}, not bytes: it must have no encoding set.`);
}

/** Any stream as bytes. */
export async function* chunksOf(stream: AsyncIterable<unknown>) {
  for await (const chunk of stream) yield bytesOnly(chunk);
}

/** The first bytes of a stream (fewer where it ends before), and the whole stream, those bytes included. */
export async function peek(source: Chunks, bytes: number): Promise<{ head: Uint8Array; all: Chunks }> {
  const iterator = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let held = 0;
  while (held < bytes) {
    const step = await iterator.next();
    if (step.done === true) break;
    first.push(step.value);
    held += step.value.length;
  }
  return { head: Buffer.concat(first).subarray(0, bytes), all: joined(first, iterator) };
}

async function* joined(first: readonly Uint8Array[], iterator: AsyncIterator<Uint8Array>) {
  try {
    yield* first;
    for (let step = await iterator.next(); !step.done; step = await iterator.next()) yield step.value;
  } finally {
    await iterator.return?.();
  }
}

/** How a stream is compressed, by its magic number (RFC 1952 2.3.1, RFC 8878 3.1.1). */
export function compressionOf(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return "zstd";
  return "none";
}

/** The plain bytes. Corrupt or cut-off input makes the iteration throw. */
export function decompressed(source: Chunks, compression: Compression): Chunks {
  if (compression === "none") return source;
  const inflate = compression === "gzip" ? createGunzip(OPTIONS) : createZstdDecompress(OPTIONS);
  // An error destroys `inflate`, and so reaches whoever iterates over it; here it would only be reported twice.
  pipeline(Readable.from(source, { objectMode: false }), inflate).catch(() => {});
  return inflate;
}

const OPTIONS = { chunkSize: 256 * 1024 };

/** Everything at once: only for what is known to be small. */
export async function collect(source: Chunks): Promise<Uint8Array> {
  return Buffer.concat(await Array.fromAsync(source));
}
