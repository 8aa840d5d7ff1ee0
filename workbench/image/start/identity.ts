import { ROOT, type Identity } from "./rights.ts";
import type { StartImage } from "./types.ts";
import { walk } from "./walk.ts";

/** Where the engine looks users and groups up. */
export const USER_FILES = ["/etc/passwd", "/etc/group"] as const;

const MAX_ID = 2 ** 31 - 1;

/**
 * The user that `USER` means, as the engine finds it (moby/sys/user, GetExecUser): `name`, `uid`, `name:group`,
 * `uid:gid`. A number needs no entry; its group is then 0. `refused` is the engine's own text.
 */
export function identityOf(image: StartImage, user: string): Identity | { readonly refused: string } {
  const [userPart = "", groupPart = ""] = user.split(":");
  const passwd = linesOf(image, USER_FILES[0]).map(([name = "", , uid = "", gid = ""]) => ({
    name,
    uid,
    gid,
  }));
  const group = linesOf(image, USER_FILES[1]).map(([name = "", , gid = "", members = ""]) => ({
    name,
    gid,
    members: members.split(","),
  }));
  const uidWanted = numberOf(userPart);
  // By number first only in so far as a name that is a number is one too.
  const entry = passwd.find(({ name, uid }) =>
    userPart === ""
      ? numberOf(uid) === 0
      : name === userPart || (uidWanted !== null && numberOf(uid) === uidWanted),
  );
  if (!entry && userPart !== "" && uidWanted === null)
    return { refused: `unable to find user ${userPart}: no matching entries in passwd file` };
  const uid = entry ? (numberOf(entry.uid) ?? 0) : (uidWanted ?? 0);
  if (uid > MAX_ID) return { refused: "uids and gids must be in range 0-2147483647" };
  const ownGid = entry ? (numberOf(entry.gid) ?? 0) : 0;
  const gidWanted = numberOf(groupPart);
  if (groupPart === "") {
    const groups = entry ? group.filter(({ members }) => members.includes(entry.name)) : [];
    return { uid, gid: ownGid, groups: groups.flatMap(({ gid }) => numberOf(gid) ?? []) };
  }
  const named = group.find(
    ({ name, gid }) => name === groupPart || (gidWanted !== null && numberOf(gid) === gidWanted),
  );
  if (!named && gidWanted === null)
    return { refused: `unable to find group ${groupPart}: no matching entries in group file` };
  const gid = named ? (numberOf(named.gid) ?? 0) : (gidWanted ?? 0);
  return gid > MAX_ID ? { refused: "uids and gids must be in range 0-2147483647" } : { uid, gid, groups: [] };
}

function linesOf(image: StartImage, path: string): string[][] {
  const found = walk({ files: image.files, who: ROOT, cwd: "/" }, path);
  const content = found.ok ? image.contents.get(found.path) : undefined;
  const text = content ? Buffer.from(content.bytes).toString("utf8") : "";
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => line.split(":"));
}

const numberOf = (text: string): number | null => (/^[+-]?\d+$/.test(text) ? Number(text) : null);
