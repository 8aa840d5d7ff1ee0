import { posix } from "node:path";
import type { Whiteout } from "./types.ts";

/** An archive's entry name as an absolute path without trailing slash; `..` stops at the root, the root itself is `/`. */
export function entryPath(name: string): string {
  const path = posix.normalize(`/${name}`);
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";

/** Bookkeeping of AUFS (`.wh..wh.plnk` …): neither a file nor a deletion. */
interface Bookkeeping {
  readonly kind: "bookkeeping";
  readonly path: null;
}

/** Reads a whiteout as the OCI image specification, layer.md, defines it. */
export function whiteoutOf(path: string): Whiteout | Bookkeeping | null {
  const cut = path.lastIndexOf("/");
  const name = path.slice(cut + 1);
  if (!name.startsWith(WHITEOUT)) return null;
  const folder = path.slice(0, cut) || "/";
  if (name === OPAQUE) return { kind: "opaque", path: folder };
  if (name.startsWith(WHITEOUT + WHITEOUT) || name === WHITEOUT) return { kind: "bookkeeping", path: null };
  return { kind: "path", path: posix.join(folder, name.slice(WHITEOUT.length)) };
}
