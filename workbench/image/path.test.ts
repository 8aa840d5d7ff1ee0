import { expect, test } from "vitest";
import { findLibc } from "./libc.ts";
import { findLoaders } from "./loaders.ts";
import { resolvePath, searchPath } from "./path.ts";
import { findShells } from "./shells.ts";
import type { FileFacts } from "./types.ts";

/** Path → symlink target, or mode of a file, or `dir`. */
function tree(entries: Readonly<Record<string, string | number>>): Map<string, FileFacts> {
  const files = new Map<string, FileFacts>();
  const put = (path: string, type: FileFacts["type"], mode: number, linkTarget: string | null) =>
    files.set(path, {
      path,
      type,
      bytes: 0,
      mode,
      uid: 0,
      gid: 0,
      linkTarget,
      program: null,
      secrets: [],
      layer: 0,
    });
  for (const [path, value] of Object.entries(entries)) {
    const parts = path.split("/").slice(1, -1);
    parts.forEach((_, index) => put(`/${parts.slice(0, index + 1).join("/")}`, "directory", 0o755, null));
    if (value === "dir") put(path, "directory", 0o755, null);
    else if (typeof value === "number") put(path, "file", value, null);
    else put(path, "symlink", 0o777, value);
  }
  return files;
}

const merged = tree({
  "/usr/bin/dash": 0o755,
  "/usr/bin/sh": "dash",
  "/bin": "usr/bin",
  "/out": "../../../usr/bin/dash",
  "/loop": "loop2",
  "/loop2": "/loop",
  "/far": "/nowhere",
  "/a/b": "/usr/../usr/./bin",
});

test.for([
  ["/bin/sh", "/usr/bin/dash"],
  ["/out", "/usr/bin/dash"],
  ["/a/b/sh", "/usr/bin/dash"],
  ["/a/b/../bin/sh", "/usr/bin/dash"],
  ["/bin/../../../usr/bin/dash", "/usr/bin/dash"],
  ["/bin", "/usr/bin"],
  ["/loop", null],
  ["/far", null],
  ["/usr/bin/dash/x", null],
  ["/nope", null],
] as const)("%s leads to %s", ([path, found]) => {
  expect(resolvePath(merged, path)?.path ?? null).toBe(found);
});

test("shells come in PATH order, each once, and only those that can be executed", () => {
  expect(findShells(merged, ["PATH=/bin:/usr/bin"])).toEqual(["/bin/sh", "/bin/dash"]);
  expect(findShells(merged, [])).toEqual(["/usr/bin/sh", "/usr/bin/dash"]);
  expect(findShells(tree({ "/busybox/sh": 0o755, "/bin/bash": 0o644 }), ["PATH=/busybox"])).toEqual([
    "/busybox/sh",
  ]);
  expect(findShells(tree({}), [])).toEqual([]);
});

test("the last PATH counts, and folders relative to nowhere do not", () => {
  expect(searchPath(["PATH=/x", "HOME=/", "PATH=/a/:.:b:/c"])).toEqual(["/a", "/c"]);
});

const glibc = {
  "/usr/lib/x86_64-linux-gnu/libc.so.6": 0o755,
  "/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2": 0o755,
};
test.for([
  [
    "Debian",
    {
      ...glibc,
      "/lib64": "usr/lib64",
      "/usr/lib64/ld-linux-x86-64.so.2": "../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2",
    },
    "glibc",
    "/lib64/ld-linux-x86-64.so.2",
  ],
  [
    "Alpine",
    { "/lib/ld-musl-x86_64.so.1": 0o755, "/lib/libc.musl-x86_64.so.1": "ld-musl-x86_64.so.1" },
    "musl",
    "/lib/ld-musl-x86_64.so.1",
  ],
  [
    "Alpine with gcompat",
    { "/lib/ld-musl-x86_64.so.1": 0o755, "/lib/ld-linux-x86-64.so.2": 0o755 },
    "musl",
    "/lib/ld-musl-x86_64.so.1",
  ],
  [
    "Debian with musl beside",
    { ...glibc, "/lib/ld-musl-x86_64.so.1": "/usr/lib/musl.so", "/usr/lib/musl.so": 0o755 },
    "glibc",
    "/lib/ld-musl-x86_64.so.1",
  ],
  ["a loader that leads nowhere", { "/lib/ld-musl-x86_64.so.1": "gone" }, "none", undefined],
  ["a libc in a sysroot of somebody's", { "/opt/root/lib/libc.so.6": 0o755 }, "none", undefined],
] as const)("%s", ([, entries, libc, loader]) => {
  const files = tree(entries);
  const loaders = findLoaders(files);
  expect(findLibc(files, loaders)).toBe(libc);
  expect(loaders[0]).toBe(loader);
});
