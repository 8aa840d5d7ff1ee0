import { keptText, type Tree } from "./kept.ts";
import type { DefaultUser, User } from "./schema.ts";

interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

export interface Accounts {
  /** Well-formed entries. */
  readonly users: readonly User[];
  /** Lines that are no entry: `/etc/passwd:3`. */
  readonly malformed: readonly string[];
  /** What the engine makes of every line, also of those. */
  readonly asEngine: { readonly users: readonly User[]; readonly groups: readonly Group[] };
}

const PASSWD = "/etc/passwd";
const GROUP = "/etc/group";

/** Highest number that the engine takes for a user or a group that its files do not name (moby/sys/user: 2^31 - 1). */
const MOST = 2_147_483_647;

/** Users and groups that the image knows. A missing file is as good as an empty one: the engine sees it so too. */
export function accountsOf(tree: Tree): Accounts {
  const passwd = linesOf(keptText(tree, PASSWD) ?? "", PASSWD);
  const group = linesOf(keptText(tree, GROUP) ?? "", GROUP);
  const isUser = ([name = "", , uid, gid]: readonly string[]) => name !== "" && isId(uid) && isId(gid);
  const isGroup = ([name = "", , gid]: readonly string[]) => name !== "" && isId(gid);
  return {
    users: passwd.filter(({ fields }) => isUser(fields)).map(({ fields }) => userOf(fields)),
    malformed: [
      ...passwd.filter((line) => !line.isComment && !isUser(line.fields)),
      ...group.filter((line) => !line.isComment && !isGroup(line.fields)),
    ].map(({ at }) => at),
    asEngine: {
      users: passwd.map(({ fields }) => userOf(fields)),
      groups: group.map(({ fields: [name = "", , gid, members = ""] }) => ({
        name,
        gid: atoi(gid) ?? 0,
        members: members.split(","),
      })),
    },
  };
}

function linesOf(text: string, path: string) {
  return text.split("\n").flatMap((line, index) => {
    const trimmed = line.trim();
    if (trimmed === "") return [];
    // Comments, and the + lines of NIS, are no entries and no mistakes.
    return [{ fields: trimmed.split(":"), isComment: /^[#+-]/.test(trimmed), at: `${path}:${index + 1}` }];
  });
}

/** passwd(5). Fields that are missing are empty, and a number that is none is 0: so the engine reads it. */
const userOf = ([name = "", , uid, gid, , home = "", shell = ""]: readonly string[]): User => ({
  name,
  uid: atoi(uid) ?? 0,
  gid: atoi(gid) ?? 0,
  home,
  shell,
});

const isId = (text: string | undefined) =>
  text !== undefined && /^\d{1,10}$/.test(text) && Number(text) <= 0xffff_ffff;

/** Go's strconv.Atoi: null where it has an error. */
const atoi = (text: string | undefined) =>
  text !== undefined && /^[+-]?\d{1,15}$/.test(text) ? Number(text) : null;

/**
 * Who a container's first process is, by the engine's own rules (moby/sys/user, GetExecUser): a name, or a number, which is
 * never taken for a name; with or without a group behind a colon. The first matching line counts. A number that no line has
 * stands for itself, with group 0; a name that no line has stops the container, which `problem` tells in the engine's words.
 */
export function resolveUser(written: string, { asEngine }: Accounts): DefaultUser {
  const [userPart = "", groupPart = ""] = written.split(":");
  const number = userPart === "" ? 0 : atoi(userPart);
  const entry = asEngine.users.find(({ name, uid }) =>
    number === null ? name === userPart : uid === number,
  );
  const refused = (problem: string): DefaultUser => ({ ...NOBODY, written, problem });
  const uid = entry?.uid ?? number;
  if (uid === null) return refused(`unable to find user ${userPart}: no matching entries in passwd file`);
  const group = groupPart === "" ? null : groupOf(groupPart, asEngine.groups);
  if (group?.gid === null)
    return refused(`unable to find group ${groupPart}: no matching entries in group file`);
  const gid = group?.gid ?? entry?.gid ?? 0;
  if ((!entry && isOutside(uid)) || (group?.isNamed === false && isOutside(gid)))
    return refused(`uids and gids must be in range 0-${MOST}`);
  // Only who names no group is in the groups that list the user's name.
  const groups = group || !entry ? [] : asEngine.groups.filter(({ members }) => members.includes(entry.name));
  return {
    written,
    uid,
    gid,
    groups: groups.map((each) => each.gid),
    name: entry?.name ?? null,
    isRoot: uid === 0,
    problem: null,
  };
}

const NOBODY = { uid: null, gid: null, groups: [], name: null, isRoot: null };

const isOutside = (id: number) => id < 0 || id > MOST;

function groupOf(written: string, groups: readonly Group[]) {
  const number = atoi(written);
  const entry = groups.find(({ name, gid }) => (number === null ? name === written : gid === number));
  return { gid: entry?.gid ?? number, isNamed: entry !== undefined };
}
