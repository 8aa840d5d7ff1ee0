import type { ImageRead } from "../../image/read.ts";

/**
 * Some paths of an image, and the other names of the same files (hard links): an archive holds the bytes under one of
 * them, and which one, the archive's writer chooses. Pure.
 */
export function withOtherNames(
  { files }: Pick<ImageRead, "files">,
  paths: Iterable<string>,
): ReadonlySet<string> {
  const wanted = new Set(paths);
  const keyOf = (path: string): string => {
    const file = files.get(path);
    return `${file?.layer ?? ""} ${file?.type === "hardlink" ? file.linkTarget : path}`;
  };
  const linked = [...files.values()].filter(({ type }) => type === "hardlink");
  const names = new Set(linked.flatMap(({ path, linkTarget }) => [path, linkTarget ?? path]));
  const keys = new Set([...wanted].filter((path) => names.has(path)).map(keyOf));
  for (const path of names) if (files.has(path) && keys.has(keyOf(path))) wanted.add(path);
  return wanted;
}
