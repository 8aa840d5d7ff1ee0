import { entryPath } from "./entry-path.ts";
import type { FileFacts } from "./types.ts";

type Files = ReadonlyMap<string, FileFacts>;

/** As many as Linux follows before it says ELOOP. */
const MAX_LINKS = 40;

/**
 * The file that a path leads to inside the image, every symlink on the way followed as a container would: absolute
 * targets and `..` never leave the image's root. Null when nothing is there, or links go in circles.
 * @param passed is told of every symlink on the way
 */
export function resolvePath(
  files: Files,
  path: string,
  passed?: (link: FileFacts) => void,
): FileFacts | null {
  const left = split(path).reverse();
  let links = 0;
  let current = "";
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    if (part === "..") {
      current = current.slice(0, Math.max(0, current.lastIndexOf("/")));
      continue;
    }
    const next = files.get(`${current}/${part}`);
    if (!next) return null;
    if (next.type !== "symlink") {
      if (left.length > 0 && next.type !== "directory") return null;
      current = next.path;
      continue;
    }
    passed?.(next);
    const target = next.linkTarget ?? "";
    if (++links > MAX_LINKS) return null;
    if (target.startsWith("/")) current = "";
    left.push(...split(target).reverse());
  }
  return files.get(current) ?? null;
}

const split = (path: string) => path.split("/").filter((part) => part !== "" && part !== ".");

/** What `resolvePath` finds, when it can be executed: a file (or a hard link to one) with an x bit. */
export function resolveExecutable(files: Files, path: string): FileFacts | null {
  const file = resolvePath(files, path);
  return file && isRegular(file) && (file.mode & 0o111) !== 0 ? file : null;
}

/** A regular file, seen under its first or a further name. */
export const isRegular = (file: FileFacts) => file.type === "file" || file.type === "hardlink";

const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** The folders of the image's PATH, absolute ones only; without a PATH those that the engine sets. */
export function searchPath(env: readonly string[]): string[] {
  const value = env.findLast((line) => line.startsWith("PATH="))?.slice("PATH=".length) ?? DEFAULT_PATH;
  return value
    .split(":")
    .filter((folder) => folder.startsWith("/"))
    .map(entryPath);
}
