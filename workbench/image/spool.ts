import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";

/** Bytes whose length and digest had to be known before the first of them could be sent on. */
export interface Spool {
  /** Hex, without `sha256:`. */
  readonly sha256: string;
  readonly bytes: number;
  /** May be called more than once. */
  open(): Readable;
}

const MEMORY_BYTES = 4_000_000;

/**
 * Reads a source to its end: kept in memory while it is small, in the file at `path` as soon as it is not.
 * The caller removes the file.
 */
export async function spool(source: AsyncIterable<Uint8Array>, path: string): Promise<Spool> {
  const hash = createHash("sha256");
  let kept: Uint8Array[] = [];
  let bytes = 0;
  let file: FileHandle | null = null;
  try {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      if (file) {
        await file.writeFile(chunk);
        continue;
      }
      kept.push(chunk);
      if (bytes <= MEMORY_BYTES) continue;
      file = await open(path, "wx");
      for (const earlier of kept) await file.writeFile(earlier);
      kept = [];
    }
  } finally {
    await file?.close();
  }
  const spilled = file !== null;
  return {
    sha256: hash.digest("hex"),
    bytes,
    open: () => (spilled ? createReadStream(path, { highWaterMark: 1 << 20 }) : Readable.from(kept)),
  };
}
