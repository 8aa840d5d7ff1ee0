import { accountsOf, resolveUser } from "../notes/users.ts";
import type { Identity } from "./rights.ts";
import type { StartImage } from "./types.ts";

/** Where the engine looks users and groups up. */
export const USER_FILES = ["/etc/passwd", "/etc/group"] as const;

/** The user that `USER` means, as the engine finds it. `refused` is the engine's own text. */
export function identityOf(image: StartImage, user: string): Identity | { readonly refused: string } {
  const { uid, gid, groups, problem } = resolveUser(user, accountsOf(image));
  return uid === null || gid === null ? { refused: problem ?? "" } : { uid, gid, groups };
}
