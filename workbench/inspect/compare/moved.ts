import { resolveExecutable } from "../../image/path.ts";
import type { ImageFacts } from "../../image/types.ts";

/**
 * Whether a command lies elsewhere in some image: one that has it too, but where the path that it has in another leads to
 * nothing. `/bin/cat` and `/usr/bin/cat` are one place where /bin is a link to /usr/bin.
 * @param paths the command's path in each image, null where PATH does not find it
 */
export function isMoved(
  images: readonly Pick<ImageFacts, "files">[],
  paths: readonly (string | null)[],
): boolean {
  const there = paths.filter((path) => path !== null);
  return images.some(
    ({ files }, index) =>
      paths[index] !== null && there.some((path) => resolveExecutable(files, path) === null),
  );
}
