import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { pack } from "tar-stream";
import type { Header, Pack } from "tar-stream";
import { BASE_EPOCH } from "./entry.ts";
import type { RootEntry } from "./entry.ts";

export interface WrittenLayer {
  /** sha256:… of the uncompressed tar. */
  readonly diffId: string;
  readonly unpackedBytes: number;
  readonly compressedBytes: number;
}

/**
 * Writes entries, in the order given, as a gzip-compressed layer tar (level 6). The same entries always give the same
 * bytes: numeric owners only, no time later than the epoch of the bases.
 */
export async function writeLayer(
  entries: Iterable<RootEntry> | AsyncIterable<RootEntry>,
  path: string,
  signal?: AbortSignal,
): Promise<WrittenLayer> {
  const tar = pack();
  const hash = createHash("sha256");
  let unpackedBytes = 0;
  let compressedBytes = 0;
  const measureTar = tap((chunk) => {
    unpackedBytes += chunk.length;
    hash.update(chunk);
  });
  const measureGzip = tap((chunk) => {
    compressedBytes += chunk.length;
  });
  const written = pipeline(tar, measureTar, createGzip({ level: 6 }), measureGzip, createWriteStream(path), {
    signal,
  });
  await Promise.all([written, packAll(entries, tar)]);
  return { diffId: `sha256:${hash.digest("hex")}`, unpackedBytes, compressedBytes };
}

async function packAll(entries: Iterable<RootEntry> | AsyncIterable<RootEntry>, tar: Pack): Promise<void> {
  try {
    for await (const entry of entries) await packOne(entry, tar);
    tar.finalize();
  } catch (error) {
    tar.destroy(error as Error);
    throw error;
  }
}

function packOne(entry: RootEntry, tar: Pack): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null): void => (error ? reject(error) : resolve());
    const header = toHeader(entry);
    if (entry.type !== "file") {
      tar.entry(header, done);
      return;
    }
    // Written through the sink, not as one buffer: only then does the tar wait for whoever reads it.
    tar.entry(header, done).end(entry.body);
  });
}

function toHeader(entry: RootEntry): Pick<Header, "name"> & Partial<Header> {
  return {
    name: entry.path,
    type: entry.type === "hardlink" ? "link" : entry.type,
    mode: entry.mode,
    uid: entry.uid,
    gid: entry.gid,
    mtime: new Date(Math.min(entry.mtime, BASE_EPOCH) * 1000),
    size: entry.type === "file" ? entry.body.length : 0,
    ...(entry.target === null ? {} : { linkname: entry.target }),
  };
}

function tap(see: (chunk: Buffer) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      see(chunk);
      done(null, chunk);
    },
  });
}
