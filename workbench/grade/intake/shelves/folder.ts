import { constants } from "node:fs";
import { lstat, open, opendir } from "node:fs/promises";
import path from "node:path";
import type { Stats } from "node:fs";
import type { IntakeLimits } from "../limits.ts";
import { tooLarge, tooMany, type EntryKind, type Listed, type Problem, type Shelf } from "../shelf.ts";

/** A folder of the instructor's disk. Links are listed and never followed; whatever is no plain file is never opened. */
export function folderShelf(dir: string, limits: IntakeLimits): Shelf {
  let listed: readonly Listed[] | null = null;
  const list = async (): Promise<readonly Listed[]> => (listed ??= await walk(dir, limits.entries));
  return {
    list,
    read: async (wanted) => {
      const entries = await list();
      const found = new Map<number, Buffer | Problem>();
      for (const [at, most] of wanted)
        found.set(at, await readPlain(path.join(dir, entries[at]?.path ?? ""), most));
      return found;
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

async function walk(dir: string, most: number): Promise<Listed[]> {
  const found: Listed[] = [];
  const open = [""];
  for (let below = open.pop(); below !== undefined; below = open.pop())
    for await (const entry of await opendir(path.join(dir, below))) {
      const name = path.posix.join(below, entry.name);
      const stats = await lstat(path.join(dir, name));
      const kind = kindOf(stats);
      found.push({ path: name, kind, bytes: stats.size });
      if (found.length > most) throw tooMany(most);
      if (kind === "folder") open.push(name);
    }
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** A file with a second name may be somebody else's: it counts as a hard link. */
function kindOf(stats: Stats): EntryKind {
  if (stats.isFile()) return stats.nlink > 1 ? "hardlink" : "file";
  if (stats.isDirectory()) return "folder";
  if (stats.isSymbolicLink()) return "symlink";
  if (stats.isFIFO()) return "fifo";
  return stats.isSocket() ? "socket" : "device";
}

/** Reads a file that still is a plain one when it is open; never waits for a pipe, never follows a link. */
async function readPlain(file: string, most: number): Promise<Buffer | Problem> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  let handle;
  try {
    handle = await open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const stats = await handle.stat();
    if (!stats.isFile()) return { code: "changed", reason: "It was no file any more when it was opened." };
    if (stats.size > most) return tooLarge(most);
    const content = Buffer.alloc(most + 1);
    let length = 0;
    for (let got = -1; got !== 0 && length <= most; length += got)
      got = (await handle.read(content, length, most + 1 - length)).bytesRead;
    return length > most ? tooLarge(most) : Buffer.from(content.subarray(0, length));
  } catch (error) {
    return { code: "unreadable", reason: `It can't be read (${String(error)}). See who may read it.` };
  } finally {
    await handle?.close();
  }
}
