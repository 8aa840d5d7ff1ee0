import { Readable, type Transform } from "node:stream";
import { finished } from "node:stream/promises";
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

/** Takes the next piece of a stream; returns what has to be waited for before the one after it, or null. */
export type Take = (chunk: Uint8Array) => Promise<unknown> | null;

/**
 * Where bytes come from: a stream, or something that hands its pieces on and resolves at its end. The pieces of the second
 * are only valid until `take` has returned and what it returned has resolved.
 */
export type ByteSource = AsyncIterable<unknown> | ((take: Take) => Promise<void>);

/**
 * Hands each chunk of a stream on, and waits where it is told to. A Node stream is read by its events: its iterator would
 * copy the chunks together, which was a third of the time of reading an image. Rejects with what the stream or `take` throws;
 * the stream is then destroyed.
 * @param take returns what has to be waited for before the next chunk; null for nothing
 */
export async function eachChunk(stream: ByteSource, take: Take): Promise<void> {
  if (typeof stream === "function") return stream(take);
  if (!(stream instanceof Readable)) {
    for await (const chunk of stream) await take(bytesOnly(chunk));
    return;
  }
  stream.on("data", (chunk) => {
    try {
      const busy = take(bytesOnly(chunk));
      if (busy === null) return;
      stream.pause();
      busy.then(
        () => stream.resume(),
        (error: unknown) => stream.destroy(error as Error),
      );
    } catch (error) {
      stream.destroy(error as Error);
    }
  });
  await finished(stream, { writable: false });
}

/** How a stream is compressed, by its magic number (RFC 1952 2.3.1, RFC 8878 3.1.1). */
export function compressionOf(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return "zstd";
  return "none";
}

/** A stream that takes the compressed bytes and gives the plain ones. */
export function decompressor(compression: Exclude<Compression, "none">): Transform {
  return compression === "gzip" ? createGunzip(OPTIONS) : createZstdDecompress(OPTIONS);
}

const OPTIONS = { chunkSize: 256 * 1024 };

/** Everything at once: only for what is known to be small. */
export async function collect(source: Chunks): Promise<Uint8Array> {
  return Buffer.concat(await Array.fromAsync(source));
}
