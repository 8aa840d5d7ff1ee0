import { posix } from "node:path";
import { BASE_EPOCH, type RootEntry } from "../../bases/rootfs/entry.ts";
import { impliedFolder } from "../../image/implied.ts";
import { resolvePath } from "../../image/path.ts";
import type { FileFacts } from "../../image/types.ts";
import { folderIn } from "../../inspect/compare/starts.ts";
import type { Carried } from "./carried.ts";
import { listed } from "./listed.ts";

type Tree = ReadonlyMap<string, FileFacts>;

/** How what is carried meets one base. */
export interface Meeting {
  /** Folders and links for this base; files are the same on each. */
  readonly entries: readonly RootEntry[];
  readonly notes: readonly string[];
}

/**
 * Lays what is carried over a base's files, as the engine's `ADD` of an archive does: through the base's own links
 * (`/lib`, which is a folder on one base and leads to `/usr/lib` on another). A link never takes the place of a folder,
 * since all of the base that lies in it would be gone; where a path of the image's start would then lead nowhere, it gets
 * a link of its own. Pure.
 */
export function meet(image: Tree, carried: Carried, base: Tree): Meeting {
  const overlay = new Map(base);
  const entries: RootEntry[] = [];
  const replaced: string[] = [];
  const of = (type: (file: FileFacts) => boolean) =>
    [...carried.paths].sort().flatMap((path) => {
      const file = image.get(path);
      return file && type(file) ? [file] : [];
    });
  const placeOf = (path: string): string => {
    const folder = folderIn(overlay, posix.dirname(path));
    return `${folder === "/" ? "" : folder}/${posix.basename(path)}`;
  };
  const put = (file: FileFacts, at: string) => {
    if (base.has(at) && file.type !== "directory") replaced.push(at);
    overlay.set(at, { ...file, path: at });
  };

  for (const folder of of(({ type }) => type === "directory")) {
    const at = placeOf(folder.path);
    const there = resolvePath(overlay, at);
    // One that the base has is the base's, unless the image gave that of its own base another owner or mode.
    if (there?.type === "directory" && !(carried.changed.has(folder.path) && there.path === at)) continue;
    put(folder, at);
    entries.push(entryOf(folder, at, null));
  }
  for (const file of of(({ type }) => type !== "directory" && type !== "symlink"))
    put(file, placeOf(file.path));
  for (const link of of(({ type }) => type === "symlink")) {
    const at = placeOf(link.path);
    const target = targetOf(link, at);
    const there = overlay.get(at);
    if (resolvePath(overlay, at)?.type === "directory" || there?.linkTarget === target) continue;
    put(link, at);
    entries.push(entryOf(link, at, target));
  }
  for (const path of carried.startPaths) {
    const real = resolvePath(image, path)?.path;
    if (real === undefined || !carried.paths.has(real) || resolvePath(overlay, path) !== null) continue;
    const at = placeOf(path);
    const link: FileFacts = { ...impliedFolder(at), type: "symlink", mode: 0o777, linkTarget: real };
    overlay.set(at, link);
    entries.push(entryOf(link, at, real));
  }
  return { entries, notes: notesOf(carried, replaced, base) };
}

function notesOf({ deleted }: Carried, replaced: readonly string[], base: Tree): string[] {
  const kept = deleted.filter((path) => resolvePath(base, path) !== null);
  return [
    replaced.length > 0 ? `It takes the place of this base's own ${listed(replaced)}.` : null,
    kept.length > 0 ? `The image deletes ${listed(kept)}; this base has it too, and keeps it.` : null,
  ].filter((note) => note !== null);
}

/** A relative target begins at another folder where the link was laid through one of the base's links. */
function targetOf({ path, linkTarget }: FileFacts, at: string): string {
  const target = linkTarget ?? "";
  return target.startsWith("/") || at === path ? target : posix.resolve(posix.dirname(path), target);
}

function entryOf({ mode, uid, gid }: FileFacts, at: string, target: string | null): RootEntry {
  const type = target === null ? "directory" : "symlink";
  return { path: at.slice(1), type, mode, uid, gid, mtime: BASE_EPOCH, target, body: Buffer.alloc(0) };
}
