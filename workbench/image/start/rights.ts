import { isRegular } from "../path.ts";
import type { FileFacts } from "../types.ts";

/** Whose rights a container's first process has. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  /** Supplementary groups. */
  readonly groups: readonly number[];
}

export const ROOT: Identity = { uid: 0, gid: 0, groups: [] };

/**
 * Whether the user may read or execute a file, or search a folder. Root may all that is not a regular file without any
 * x bit (the capability CAP_DAC_OVERRIDE, which engines leave to root in a container).
 */
export function may(who: Identity, file: FileFacts, what: "r" | "x"): boolean {
  if (who.uid === 0) return what === "r" || !isRegular(file) || (file.mode & 0o111) !== 0;
  const shift = file.uid === who.uid ? 6 : file.gid === who.gid || who.groups.includes(file.gid) ? 3 : 0;
  return ((file.mode >> shift) & (what === "r" ? 4 : 1)) !== 0;
}
