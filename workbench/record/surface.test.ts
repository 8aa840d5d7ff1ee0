import { expect, test } from "vitest";
import { privilegedFiles } from "../image/notes/programs.ts";
import { treeOf } from "../image/notes/tree.fixture.ts";
import { surfaceOf } from "./surface.ts";

test("a file with both bits is counted once, as setuid, and one that nobody may start is not counted", () => {
  const { files } = treeOf({
    "/bin/su": { mode: 0o4755 },
    "/bin/both": { mode: 0o6755 },
    "/bin/wall": { mode: 0o2755 },
    "/bin/idle": { mode: 0o4644 },
  });
  const surface = surfaceOf({
    packages: [],
    packageDatabases: [{ format: "dpkg", path: "/var/lib/dpkg/status", packages: 0, problem: "cut short" }],
    executables: { count: 3, inPath: 1, paths: ["/a", "/b", "/bin/c"] },
    privileged: privilegedFiles(files),
    shells: ["/bin/sh"],
    packageManagers: [{ name: "apt", path: "/usr/bin/apt-get" }],
    defaultUser: {
      written: "app",
      uid: null,
      gid: null,
      groups: [],
      name: null,
      isRoot: null,
      problem: "no matching entries in passwd file",
    },
  });
  expect(surface).toEqual({
    packages: 0,
    databases: [{ format: "dpkg", path: "/var/lib/dpkg/status", packages: 0, problem: "cut short" }],
    executables: 3,
    setuid: ["/bin/both", "/bin/su"],
    setgid: ["/bin/wall"],
    shells: ["/bin/sh"],
    packageManagers: ["apt"],
    user: "app",
    isRoot: null,
  });
});
