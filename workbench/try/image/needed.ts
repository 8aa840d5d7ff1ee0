import { resolvePath } from "../../image/path.ts";
import type { ImageRead } from "../../image/read.ts";
import { withOtherNames } from "./other-names.ts";

/** Folders that every distribution has: a config that names one does not mean all that is in it. */
const COMMON =
  /^\/((bin|boot|dev|etc|home|lib\w*|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|var)|usr(\/local)?(\/(bin|sbin|lib\w*|share|include))?)?$/;

/**
 * The files behind some paths, with every link on the way; of a folder that is not one of every system's, all that is in
 * it. Pure.
 */
export function neededPaths(image: Pick<ImageRead, "files">, asked: readonly string[]): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const path of asked) {
    const links: string[] = [];
    const file = resolvePath(image.files, path, (link) => links.push(link.path));
    if (!file || (file.type === "directory" && COMMON.test(file.path))) continue;
    for (const each of [...links, file.path]) paths.add(each);
    if (file.type === "directory")
      for (const below of image.files.keys()) if (below.startsWith(`${file.path}/`)) paths.add(below);
  }
  return withOtherNames(image, paths);
}
