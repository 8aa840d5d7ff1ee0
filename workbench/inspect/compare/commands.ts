import { posix } from "node:path";
import { resolveExecutable, resolvePath, searchPath } from "../../image/path.ts";
import type { ImageFacts } from "../../image/types.ts";

/**
 * Commands that a shell of the image would find by their bare names: name → path, in the order of PATH. A name that
 * several folders have stands for the first of them.
 */
export function commandsOf({
  files,
  config,
}: Pick<ImageFacts, "files" | "config">): ReadonlyMap<string, string> {
  const inFolder = new Map<string, string[]>();
  const folders = searchPath(config.env).map((folder) => resolvePath(files, folder)?.path ?? null);
  for (const folder of folders) if (folder !== null) inFolder.set(folder, []);
  for (const path of files.keys()) inFolder.get(posix.dirname(path))?.push(path);
  const found = new Map<string, string>();
  for (const path of folders.flatMap((folder) => (folder === null ? [] : (inFolder.get(folder) ?? [])))) {
    const name = posix.basename(path);
    if (!found.has(name) && resolveExecutable(files, path) !== null) found.set(name, path);
  }
  return found;
}
