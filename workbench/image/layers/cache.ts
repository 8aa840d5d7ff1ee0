import { randomUUID } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { digestOf } from "../archive-write.ts";
import type { Keeper } from "../keep.ts";
import type { LayerBlob } from "./read-layer.ts";
import { layerRecordSchema, recordOf, type LayerRecord } from "./record.ts";
import { ownerMark } from "../../temporary.ts";

/** A record takes about a thousandth of its layer's bytes. */
const MAX_BYTES = 200_000_000;
const MAX_RECORD_BYTES = 500_000_000;

/** How much of a layer is asked for. */
export interface LayerWish {
  readonly keeper: Keeper;
  /** Whether its compressed size is asked for, and is not known from a compressed blob. */
  readonly measure: boolean;
}

/**
 * Remembers on disk what layers hold, by diff id, which never means other bytes; and image configs by their digest. A file
 * that can't be understood is as good as none. Not waiting, since a stream does not wait either.
 */
export class LayerCache {
  readonly #folder: string;

  /** @param folder its own; made when something is kept */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A layer as it was read before; null when it was not, or when not all that is asked for was kept. */
  layer(diffId: string, { keeper, measure }: LayerWish): LayerBlob | null {
    const record = this.#record(diffId);
    if (!record || (measure && record.gzipBytes === null)) return null;
    const kept = new Map(record.kept);
    const wanted = record.files.filter((file) => keeper.wants(file));
    if (!wanted.every(({ path }) => kept.has(path))) return null;
    for (const file of wanted) keeper.start(file)?.(Buffer.from(kept.get(file.path) ?? "", "base64"));
    const { unpackedBytes, gzipBytes, files, whiteouts } = record;
    return {
      diffId,
      unpackedBytes,
      compressedBytes: gzipBytes,
      files,
      whiteouts,
      kept: keeper.kept,
      from: "known",
    };
  }

  /** Keeps what was read of a layer, beside what was kept of it before. */
  keep(layer: LayerBlob): void {
    const record = recordOf(layer);
    const before = this.#record(layer.diffId);
    const paths = new Set(record.kept.map(([path]) => path));
    const merged: LayerRecord = {
      ...record,
      gzipBytes: record.gzipBytes ?? before?.gzipBytes ?? null,
      kept: [...record.kept, ...(before?.kept.filter(([path]) => !paths.has(path)) ?? [])],
    };
    this.#write(layer.diffId, JSON.stringify(merged));
  }

  /** The text of an image config; null when it is not here, or is not what its digest says. */
  config(digest: string): string | null {
    const text = this.#read(digest);
    return text !== null && digestOf(text) === digest ? text : null;
  }

  keepConfig(text: string): void {
    this.#write(digestOf(text), text);
  }

  #record(diffId: string): LayerRecord | null {
    const text = this.#read(diffId);
    if (text === null) return null;
    try {
      const record = layerRecordSchema.safeParse(JSON.parse(text)).data;
      return record?.diffId === diffId ? record : null;
    } catch {
      return null;
    }
  }

  #read(digest: string): string | null {
    const path = this.#path(digest);
    if (path === null) return null;
    try {
      const packed = readFileSync(path);
      const now = new Date();
      utimesSync(path, now, now);
      return zstdDecompressSync(packed, { maxOutputLength: MAX_RECORD_BYTES }).toString("utf8");
    } catch {
      return null;
    }
  }

  /** A full disk, or a folder that can't be written to, costs time and nothing else. */
  #write(digest: string, text: string): void {
    const path = this.#path(digest);
    if (path === null) return;
    const temporary = `${path}.${ownerMark()}.${randomUUID().slice(0, 8)}.tmp`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(temporary, zstdCompressSync(text));
      renameSync(temporary, path);
      this.#bound();
    } catch {
      drop(temporary);
    }
  }

  #path(digest: string): string | null {
    return /^sha256:[0-9a-f]{64}$/.test(digest)
      ? join(this.#folder, `${digest.slice("sha256:".length)}.zst`)
      : null;
  }

  /** Forgets what was not used for longest; also what a process that died has left behind. */
  #bound(): void {
    const files = readdirSync(this.#folder).map((name) => {
      const path = join(this.#folder, name);
      const { size, mtimeMs } = statSync(path);
      return { path, size, mtimeMs };
    });
    let total = files.reduce((sum, { size }) => sum + size, 0);
    for (const { path, size } of files.sort((a, b) => a.mtimeMs - b.mtimeMs)) {
      if (total <= MAX_BYTES) return;
      drop(path);
      total -= size;
    }
  }
}

/** Removes a file, if it can be. */
function drop(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What can't be removed could not be written either, or is not ours.
  }
}
