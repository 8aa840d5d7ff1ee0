import { resolvePath } from "../path.ts";
import type { FileFacts } from "../types.ts";
import { octal } from "./programs.ts";
import type { DefaultUser, ImageNotes } from "./schema.ts";

/** Making a file in a folder takes both w and x. */
const WX = 0o3;

/** Whether /tmp is there, and whether the default user can make files in it. */
export function tmpNote(files: ReadonlyMap<string, FileFacts>, user: DefaultUser): ImageNotes["tmp"] {
  const tmp = resolvePath(files, "/tmp");
  if (tmp?.type !== "directory") return { exists: false, mode: null, writable: false };
  return { exists: true, mode: octal(tmp.mode), writable: user.uid !== null && mayWrite(tmp, user) };
}

/** The first class that fits counts, as in the kernel: an owner is never judged by the bits of others. */
function mayWrite({ mode, uid, gid }: FileFacts, user: DefaultUser): boolean {
  if (user.uid === 0) return true;
  const isMember = user.gid === gid || user.groups.includes(gid);
  const shift = user.uid === uid ? 6 : isMember ? 3 : 0;
  return ((mode >> shift) & WX) === WX;
}
