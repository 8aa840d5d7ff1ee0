import type { LayerFile } from "./types.ts";

export interface KeepOptions {
  /** Which regular files' bytes to keep: absolute paths, or a predicate. Ask by the path that the file itself has. */
  readonly wantFiles?: ReadonlySet<string> | ((file: LayerFile) => boolean);
  /** Longest part of one file that is kept, from its start. Default: 128 MiB. */
  readonly maxFileBytes?: number;
  /** Most that is kept of all files together. Default: 256 MiB. */
  readonly maxKeptBytes?: number;
}

export interface MeasureOptions {
  /** Whether to compress layers that the archive holds plain, to know their compressed size: about 4 s for 100 MB. Default: true. */
  readonly measureCompressed?: boolean;
}

export interface FileContent {
  readonly bytes: Uint8Array;
  /** False when a limit cut the file short. */
  readonly whole: boolean;
}

/** Collects the wanted files of one layer. */
export interface Keeper {
  readonly kept: ReadonlyMap<string, FileContent>;
  wants(file: LayerFile): boolean;
  /** Where the bytes of this file go; null when they are not wanted. */
  start(file: LayerFile): ((chunk: Uint8Array) => void) | null;
}

const MIB = 1024 * 1024;

/** Makes keepers, one a layer, that share one limit. */
export function keeping(options: KeepOptions): () => Keeper {
  const { wantFiles, maxFileBytes = 128 * MIB } = options;
  let left = options.maxKeptBytes ?? 256 * MIB;
  const wants = (file: LayerFile) =>
    file.type === "file" &&
    (typeof wantFiles === "function" ? wantFiles(file) : (wantFiles?.has(file.path) ?? false));
  return () => {
    const kept = new Map<string, FileContent>();
    return {
      kept,
      wants,
      start(file) {
        if (!wants(file)) return null;
        const room = Math.min(file.bytes, maxFileBytes, left);
        left -= room;
        // Grown as bytes arrive: a header may promise more than the archive holds.
        const parts: Uint8Array[] = [];
        let held = 0;
        kept.set(file.path, {
          get bytes() {
            if (parts.length > 1) parts.splice(0, parts.length, Buffer.concat(parts));
            return parts[0] ?? new Uint8Array();
          },
          whole: room === file.bytes,
        });
        return (chunk) => {
          const part = chunk.subarray(0, room - held);
          held += part.length;
          // Copied, so that a few wanted bytes don't hold on to a whole chunk of the stream.
          if (part.length > 0) parts.push(Buffer.from(part));
        };
      },
    };
  };
}
