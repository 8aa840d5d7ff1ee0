import { resolveExecutable, resolvePath, searchPath } from "./path.ts";
import type { FileFacts } from "./types.ts";

/** `busybox` counts: it runs `sh` as an argument, though no file is called so. */
const NAMES = ["sh", "ash", "bash", "dash", "ksh", "mksh", "zsh", "fish", "csh", "tcsh", "busybox"];

/** Where a shell may lie though PATH does not say so: shell form and `#!` lines name /bin/sh outright. */
const ALWAYS = ["/bin", "/usr/bin", "/sbin", "/usr/sbin"];

/**
 * Shells that the image can start, in PATH order and then in the usual folders. Where one folder is a link to another
 * (/bin → /usr/bin) a shell is named once, by the folder that PATH names first. Ask `resolvePath` for /bin/sh itself.
 */
export function findShells(files: ReadonlyMap<string, FileFacts>, env: readonly string[]): string[] {
  const seen = new Set<string>();
  const shells: string[] = [];
  for (const folder of [...searchPath(env), ...ALWAYS]) {
    const real = resolvePath(files, folder)?.path;
    if (real === undefined || seen.has(real)) continue;
    seen.add(real);
    shells.push(...NAMES.map((name) => `${folder}/${name}`).filter((path) => resolveExecutable(files, path)));
  }
  return shells;
}
