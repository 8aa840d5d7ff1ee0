import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import tar from "tar-stream";

/** One entry of a layer that is written by us. Owner is always 0:0 and the time always 0, so that equal files give equal digests. */
export type LayerEntry =
  | { readonly type: "directory"; readonly path: string; readonly mode?: number }
  | { readonly type: "symlink"; readonly path: string; readonly target: string }
  | {
      readonly type: "file";
      readonly path: string;
      readonly mode?: number;
      readonly content: Uint8Array | string;
    }
  | { readonly type: "file"; readonly path: string; readonly mode?: number; readonly fromFile: string };

const EPOCH = new Date(0);

/** A layer tar of these entries, in the order given. Text content is UTF-8; `fromFile` is read while it is sent. */
export function layerTar(entries: readonly LayerEntry[]): Readable {
  const pack = tar.pack();
  const out = new PassThrough();
  writeAll(pack, entries).catch((error: unknown) => pack.destroy(error as Error));
  pipeline(pack, out).catch((error: unknown) => out.destroy(error as Error));
  return out;
}

async function writeAll(pack: tar.Pack, entries: readonly LayerEntry[]): Promise<void> {
  for (const entry of entries) await writeOne(pack, entry);
  pack.finalize();
}

async function writeOne(pack: tar.Pack, entry: LayerEntry): Promise<void> {
  const common = { name: entry.path.replace(/^\/+/, ""), uid: 0, gid: 0, mtime: EPOCH };
  switch (entry.type) {
    case "directory":
      pack.entry({ ...common, type: "directory", mode: entry.mode ?? 0o755 });
      return;
    case "symlink":
      pack.entry({ ...common, type: "symlink", linkname: entry.target, mode: 0o777 });
      return;
    case "file":
      if ("fromFile" in entry) {
        const { size } = await stat(entry.fromFile);
        const sink = pack.entry({ ...common, mode: entry.mode ?? 0o644, size });
        await pipeline(createReadStream(entry.fromFile, { highWaterMark: 1 << 20 }), sink);
        return;
      }
      pack.entry({ ...common, mode: entry.mode ?? 0o644 }, Buffer.from(entry.content));
  }
}
