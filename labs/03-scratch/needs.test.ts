import { expect, test } from "vitest";
import type { ElfFacts } from "../../workbench/lab/kit/index.ts";
import { filesNeeded } from "./needs.ts";
import type { Entry } from "./needs.ts";

const file = { type: "file", linkTarget: null };
const link = (linkTarget: string) => ({ type: "symlink", linkTarget });

function elfOf(interpreter: string | null, needed: string[]): ElfFacts {
  return {
    machine: "x86-64",
    machineNumber: 62,
    bits: 64,
    type: "executable",
    linkage: interpreter ? "dynamic" : "static",
    interpreter,
    needed,
    soname: null,
    rpath: null,
    runpath: null,
    versionsNeeded: {},
    versionsOptional: {},
    versionsProvided: [],
  };
}

test("a static program needs itself alone", async () => {
  const files = new Map<string, Entry>([
    ["/app", file],
    ["/etc/passwd", file],
  ]);
  expect(await filesNeeded("/app", async () => elfOf(null, []), files)).toEqual(new Set(["/app"]));
});

test("a dynamic program needs its loader, its libraries, theirs, and the links that lead to them", async () => {
  const files = new Map<string, Entry>([
    ["/app", file],
    ["/lib64", link("usr/lib64")],
    ["/usr/lib64/ld.so", link("../lib/ld-2.so")],
    ["/usr/lib/ld-2.so", file],
    ["/usr/lib/libouter.so", file],
    ["/usr/lib/libinner.so", file],
    ["/usr/lib/libspare.so", file],
  ]);
  const elves = new Map([
    ["/app", elfOf("/lib64/ld.so", ["libouter.so"])],
    ["/usr/lib/libouter.so", elfOf(null, ["libinner.so"])],
  ]);
  expect([...(await filesNeeded("/app", async (path) => elves.get(path) ?? null, files))].sort()).toEqual([
    "/app",
    "/lib64",
    "/usr/lib/ld-2.so",
    "/usr/lib/libinner.so",
    "/usr/lib/libouter.so",
    "/usr/lib64/ld.so",
  ]);
});
