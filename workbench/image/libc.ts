import { isRegular, resolvePath } from "./path.ts";
import type { FileFacts, ImageFacts } from "./types.ts";

const GLIBC = /^\/(usr\/(local\/)?)?lib[^/]*\/(.*\/)?libc\.so\.6$/;
const MUSL = /\/ld-musl-[^/]*\.so\.1$/;

/**
 * Which libc programs find in the image. glibc by libc.so.6 and not by its loader (Alpine's gcompat brings a file of the
 * loader's name); musl by its loader, which is the whole libc. An image with both is glibc's: musl is then an extra.
 */
export function findLibc(
  files: ReadonlyMap<string, FileFacts>,
  loaders: readonly string[],
): ImageFacts["libc"] {
  const isThere = (path: string) => {
    const file = resolvePath(files, path);
    return file !== null && isRegular(file);
  };
  if ([...files.keys()].some((path) => GLIBC.test(path) && isThere(path))) return "glibc";
  return loaders.some((path) => MUSL.test(path)) ? "musl" : "none";
}
