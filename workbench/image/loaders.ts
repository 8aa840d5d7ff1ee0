import { isRegular, resolvePath } from "./path.ts";
import type { FileFacts } from "./types.ts";

/** What the ABIs fix as PT_INTERP: the paths that programs ask for by name. */
const WELL_KNOWN = [
  "/lib64/ld-linux-x86-64.so.2",
  "/lib/ld-linux-aarch64.so.1",
  "/lib/ld-linux.so.2",
  "/lib/ld-linux-armhf.so.3",
  "/lib/ld-musl-x86_64.so.1",
  "/lib/ld-musl-aarch64.so.1",
  "/lib/ld-musl-i386.so.1",
  "/lib/ld-musl-armhf.so.1",
];

const LOADER = /^\/(usr\/(local\/)?)?lib[^/]*\/(.*\/)?ld-(linux|musl)[^/]*\.so\.\d+$/;

/**
 * Dynamic loaders of the image: first the paths that programs ask for, as far as they lead to a file, then any other
 * path under the library folders that does. A link and its target are two paths: both can be asked for.
 */
export function findLoaders(files: ReadonlyMap<string, FileFacts>): string[] {
  const leadsToFile = (path: string) => {
    const file = resolvePath(files, path);
    return file !== null && isRegular(file);
  };
  const elsewhere = [...files.keys()].filter((path) => LOADER.test(path));
  return [...new Set([...WELL_KNOWN, ...elsewhere])].filter(leadsToFile);
}
