import { impliedFolder } from "../implied.ts";
import type { FileFacts } from "../types.ts";
import type { Errno } from "./errno.ts";
import { may, type Identity } from "./rights.ts";

/** The file tree as one user sees it from one folder. */
export interface View {
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly who: Identity;
  /** Absolute, links followed; where relative paths begin. */
  readonly cwd: string;
}

export type Walk =
  | { readonly ok: true; readonly path: string; readonly file: FileFacts }
  | { readonly ok: false; readonly errno: Errno };

const MAX_LINKS = 40;
const PATH_MAX = 4096;
const NAME_MAX = 255;

const ROOT = impliedFolder("/");

/**
 * Where a path leads, as the kernel goes (path_resolution(7)): every link followed, 40 at most, every folder on the way
 * searchable by the user. `path` is the real path at the end. Nothing outside the image's root is ever reached.
 */
export function walk(view: View, path: string): Walk {
  if (path === "") return { ok: false, errno: "ENOENT" };
  if (Buffer.byteLength(path) >= PATH_MAX) return { ok: false, errno: "ENAMETOOLONG" };
  const left = partsOf(path);
  let at = folderAt(view, path.startsWith("/") ? "/" : view.cwd);
  let links = 0;
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    if (at.type !== "directory") return { ok: false, errno: "ENOTDIR" };
    if (!may(view.who, at, "x")) return { ok: false, errno: "EACCES" };
    if (part === ".") continue;
    if (Buffer.byteLength(part) > NAME_MAX) return { ok: false, errno: "ENAMETOOLONG" };
    if (part === "..") {
      at = folderAt(view, at.path.slice(0, at.path.lastIndexOf("/")));
      continue;
    }
    const next = view.files.get(`${at.path === "/" ? "" : at.path}/${part}`);
    if (!next) return { ok: false, errno: "ENOENT" };
    if (next.type !== "symlink") {
      at = next;
      continue;
    }
    if (++links > MAX_LINKS) return { ok: false, errno: "ELOOP" };
    const target = next.linkTarget ?? "";
    if (target === "") return { ok: false, errno: "ENOENT" };
    if (target.startsWith("/")) at = ROOT;
    left.push(...partsOf(target));
  }
  return { ok: true, path: at.path, file: at };
}

/** Last first. A slash at the end stands for `.`: what it follows must be a folder. */
function partsOf(path: string): string[] {
  const parts = path.split("/").filter((part) => part !== "");
  return (path.endsWith("/") ? [...parts, "."] : parts).reverse();
}

/** The working folder that no layer holds is made by the engine, as a folder of root's. */
const folderAt = (view: View, path: string): FileFacts =>
  path === "/" || path === "" ? ROOT : (view.files.get(path) ?? impliedFolder(path));
