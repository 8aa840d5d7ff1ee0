import { expect, test } from "vitest";
import { treeOf } from "./tree.fixture.ts";
import { accountsOf, resolveUser } from "./users.ts";

const PASSWD = `root:x:0:0:root:/root:/bin/sh
# a comment
broken line
:x:1:1:::
half:x:7
bad:x:one:2:::
app:x:1000:1001:,,,:/home/app:/sbin/nologin
short:x:1002:1002
nobody:x:65534:65534::/nonexistent:
1005:x:42:43:a name of digits:/:/bin/sh
big:x:4294967294:4294967294:::
+@nis
`;
const GROUP = "root:x:0:\napp:x:1001:\nwheel:x:10:app,root\nbroken\n";
const accounts = accountsOf(treeOf({ "/etc/passwd": PASSWD, "/etc/group": GROUP }));

test("lines of passwd and group that are no entries are told, the others read", () => {
  expect(accounts.users.map(({ name }) => name)).toEqual(["root", "app", "short", "nobody", "1005", "big"]);
  expect(accounts.users[1]).toEqual({
    name: "app",
    uid: 1000,
    gid: 1001,
    home: "/home/app",
    shell: "/sbin/nologin",
  });
  expect(accounts.malformed).toEqual([
    "/etc/passwd:3",
    "/etc/passwd:4",
    "/etc/passwd:5",
    "/etc/passwd:6",
    "/etc/group:4",
  ]);
});

test.for([
  ["", { uid: 0, gid: 0, name: "root", isRoot: true }],
  ["root", { uid: 0, gid: 0, name: "root", isRoot: true }],
  ["app", { uid: 1000, gid: 1001, groups: [10], name: "app", isRoot: false }],
  ["1000", { uid: 1000, gid: 1001, name: "app" }],
  ["1000:0", { uid: 1000, gid: 0, name: "app" }],
  ["app:wheel", { uid: 1000, gid: 10, groups: [] }],
  ["app:", { uid: 1000, gid: 1001, groups: [10] }],
  [":10", { uid: 0, gid: 10 }],
  [" app", { uid: null, problem: "unable to find user  app: no matching entries in passwd file" }],
  ["app:77", { uid: 1000, gid: 77 }],
  ["65532", { uid: 65_532, gid: 0, name: null, isRoot: false }],
  ["65532:65532", { uid: 65_532, gid: 65_532, name: null }],
  ["0:1001", { uid: 0, gid: 1001, isRoot: true }],
  // A number is never a name.
  ["1005", { uid: 1005, gid: 0, name: null }],
  // The engine reads a number that is none as 0: such a line makes a root.
  ["bad", { uid: 0, gid: 2, name: "bad", isRoot: true }],
  ["half", { uid: 7, gid: 0, name: "half" }],
  ["big", { uid: 4_294_967_294, gid: 4_294_967_294 }],
  [
    "ghost",
    { uid: null, isRoot: null, problem: "unable to find user ghost: no matching entries in passwd file" },
  ],
  ["app:ghosts", { uid: null, problem: "unable to find group ghosts: no matching entries in group file" }],
  ["-1", { uid: null, problem: "uids and gids must be in range 0-2147483647" }],
  ["2147483648", { uid: null, problem: "uids and gids must be in range 0-2147483647" }],
  ["0:2147483648", { uid: null, problem: "uids and gids must be in range 0-2147483647" }],
] as const)("USER %s", ([written, expected]) => {
  expect(resolveUser(written, accounts)).toMatchObject({ problem: null, ...expected });
});

test.for([
  ["", 0, null],
  ["1000", 1000, null],
  ["nobody", null, "unable to find user nobody: no matching entries in passwd file"],
] as const)("USER %s in an image without passwd", ([written, uid, problem]) => {
  expect(resolveUser(written, accountsOf(treeOf({})))).toMatchObject({ uid, name: null, problem });
});
