import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { TarEntry } from "../../../image/tar/header.ts";
import { TarError } from "../../../image/tar/number.ts";
import { TarReader, type TarSink } from "../../../image/tar/reader.ts";
import { NotTaken, tooLarge, tooMany, type Listed, type Problem, type Shelf } from "../shelf.ts";
import type { ZipLimits } from "./zip.ts";

/** A tar, gzipped or not. It is read in one go for its list and once more for what is wanted; nothing is unpacked beside. */
export function tarShelf(from: string | Buffer, limits: ZipLimits): Shelf {
  return {
    list: async () => {
      const found: Listed[] = [];
      await through(from, limits, (entry) => {
        if (found.push(listedOf(entry)) > limits.entries) throw tooMany(limits.entries);
        return null;
      });
      return found;
    },
    read: async (wanted) => {
      const found = new Map<number, Buffer | Problem>();
      let at = -1;
      await through(from, limits, (entry) => {
        at += 1;
        const most = wanted.get(at);
        return most === undefined ? null : taking(entry, most, at, found);
      });
      return found;
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function listedOf(entry: TarEntry): Listed {
  return { path: entry.name, kind: entry.type === "directory" ? "folder" : entry.type, bytes: entry.bytes };
}

function taking(
  entry: TarEntry,
  most: number,
  at: number,
  found: Map<number, Buffer | Problem>,
): TarSink | null {
  if (entry.bytes > most || entry.sparse) {
    const reason = "It is a sparse file, which no hand-in needs. Pack it without that option.";
    found.set(at, entry.sparse ? { code: "sparse", reason } : tooLarge(most));
    return null;
  }
  const parts: Buffer[] = [];
  return {
    write: (chunk) => void parts.push(Buffer.from(chunk)),
    end: () => void found.set(at, Buffer.concat(parts)),
  };
}

async function through(
  from: string | Buffer,
  limits: ZipLimits,
  onEntry: (entry: TarEntry) => TarSink | null,
): Promise<void> {
  const reader = new TarReader(onEntry);
  const counted = { packed: 0, unpacked: 0 };
  try {
    for await (const chunk of unpackedFrom(from, counted)) {
      counted.unpacked += chunk.length;
      const isBomb = counted.unpacked > 1_000_000 && counted.unpacked > counted.packed * limits.ratio;
      if (counted.unpacked > limits.unpackedBytes || isBomb) throw bomb(limits);
      reader.write(chunk);
    }
    reader.end();
  } catch (error) {
    if (error instanceof NotTaken) throw error;
    const why = error instanceof TarError ? error.message : String(error);
    throw new NotTaken("damaged-archive", `It can't be read as a tar (${why}). Pack the folder again.`);
  }
}

async function* unpackedFrom(from: string | Buffer, counted: { packed: number }): AsyncGenerator<Uint8Array> {
  const packed = packedFrom(from, counted);
  const first = await packed.next();
  if (first.done === true) throw new TarError("it is empty");
  const whole = (async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    yield* packed;
  })();
  // The two bytes that every gzip begins with (RFC 1952).
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* whole;
    return;
  }
  const source = Readable.from(whole);
  const unzip = createGunzip();
  source.on("error", (error) => unzip.destroy(error));
  try {
    for await (const part of source.pipe(unzip)) yield part as Buffer;
  } finally {
    source.destroy();
    unzip.destroy();
  }
}

async function* packedFrom(from: string | Buffer, counted: { packed: number }): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterable<unknown> | readonly Buffer[] =
    typeof from === "string" ? createReadStream(from) : [from];
  for await (const chunk of chunks) {
    const bytes = chunk as Buffer;
    counted.packed += bytes.length;
    if (bytes.length > 0) yield bytes;
  }
}

function bomb(limits: ZipLimits): NotTaken {
  return new NotTaken(
    "zip-bomb",
    `More comes out of it than is taken: ${limits.unpackedBytes} bytes at most, and ${limits.ratio} for each packed one. Hand in the lab's folder alone.`,
  );
}
