interface User {
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

/** Numbers that Debian and Alpine have in common or that images promise (distroless: nonroot 65532). */
const USERS: Readonly<Record<string, User>> = {
  root: { uid: 0, gid: 0, home: "/root" },
  daemon: { uid: 1, gid: 1, home: "/usr/sbin" },
  bin: { uid: 2, gid: 2, home: "/bin" },
  sys: { uid: 3, gid: 3, home: "/dev" },
  sync: { uid: 4, gid: 100, home: "/bin" },
  mail: { uid: 8, gid: 8, home: "/var/spool/mail" },
  "www-data": { uid: 33, gid: 33, home: "/var/www" },
  nonroot: { uid: 65_532, gid: 65_532, home: "/home/nonroot" },
  nobody: { uid: 65_534, gid: 65_534, home: "/nonexistent" },
};

/** Text of /etc/passwd; only root gets the shell, everyone else may not log in. @throws for a name that has no number */
export function passwdFile(names: readonly string[], rootShell: string): string {
  return names
    .map((name) => {
      const { uid, gid, home } = known(name);
      return `${name}:x:${uid}:${gid}:${name}:${home}:${name === "root" ? rootShell : "/sbin/nologin"}\n`;
    })
    .join("");
}

/** Text of /etc/group, one group a user. */
export function groupFile(names: readonly string[]): string {
  return names.map((name) => `${name}:x:${known(name).gid}:\n`).join("");
}

function known(name: string): User {
  const user = USERS[name];
  if (user === undefined) throw new Error(`no number is known for the user ${name}`);
  return user;
}
