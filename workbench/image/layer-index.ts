import { once } from "node:events";
import tar, { type Header } from "tar-stream";
import { bytesOnly } from "./chunks.ts";
import { entryPath, whiteoutOf } from "./entry-path.ts";
import type { Keeper } from "./keep.ts";
import { ProgramReader } from "./program.ts";
import { checkHeader } from "./tar-header.ts";
import type { LayerFile, Whiteout } from "./types.ts";

export interface LayerIndex {
  readonly files: readonly LayerFile[];
  readonly whiteouts: readonly Whiteout[];
}

/** Lists a layer tar that is fed in chunk by chunk; bytes of wanted files go to the keeper, all others are dropped. */
export function layerIndexer(keeper: Keeper) {
  const files: LayerFile[] = [];
  const whiteouts: Whiteout[] = [];
  const programs = new ProgramReader();
  const extract = tar.extract();
  const ended = once(extract, "finish");
  // Awaited in `end`; until then a failure shows in `write`.
  ended.catch(() => {});
  let failure: Error | null = null;
  extract.on("error", (error: Error) => (failure = error));
  extract.on("entry", (header, body, next) => {
    // The tar's own error follows, and is the one that is told.
    body.on("error", () => {});
    try {
      checkHeader(header);
    } catch (error) {
      extract.destroy(error as Error);
      return;
    }
    const path = entryPath(header.name);
    const whiteout = whiteoutOf(path);
    const file = whiteout ? null : layerFile(path, header);
    if (whiteout && whiteout.kind !== "bookkeeping") whiteouts.push(whiteout);
    const keep = file ? keeper.start(file) : null;
    programs.begin();
    body.on("data", (chunk) => {
      const bytes = bytesOnly(chunk);
      keep?.(bytes);
      if (file?.type === "file") programs.write(bytes);
    });
    body.on("end", () => {
      if (file && path !== "/") files.push({ ...file, program: programs.end() });
      next();
    });
  });
  return {
    async write(chunk: Uint8Array): Promise<void> {
      if (!failure && !extract.write(chunk)) await Promise.race([once(extract, "drain"), ended]);
      if (failure) throw failure;
    },
    async end(): Promise<LayerIndex> {
      if (failure) throw failure;
      extract.end(null);
      await ended;
      return { files: withLinkedPrograms(files), whiteouts };
    },
    abort: () => {
      extract.destroy();
      programs[Symbol.dispose]();
    },
  };
}

/** A hard link is the file that it names: the same program under another path. */
function withLinkedPrograms(files: readonly LayerFile[]): LayerFile[] {
  const programs = new Map(files.map(({ path, program }) => [path, program]));
  return files.map((file) =>
    file.type === "hardlink" ? { ...file, program: programs.get(file.linkTarget ?? "") ?? null } : file,
  );
}

function layerFile(path: string, header: Header): LayerFile {
  const type = TYPES[header.type ?? "file"] ?? "file";
  return {
    path,
    type,
    bytes: type === "file" ? (header.size ?? 0) : 0,
    mode: header.mode ?? 0,
    uid: header.uid ?? 0,
    gid: header.gid ?? 0,
    linkTarget:
      type === "hardlink"
        ? entryPath(header.linkname ?? "")
        : type === "symlink"
          ? (header.linkname ?? "")
          : null,
    program: null,
    secrets: [],
  };
}

// Whatever else a tar may hold is a regular file, as POSIX pax says of types one does not know.
const TYPES: Readonly<Record<string, LayerFile["type"]>> = {
  directory: "directory",
  symlink: "symlink",
  link: "hardlink",
  "character-device": "device",
  "block-device": "device",
  fifo: "fifo",
};
