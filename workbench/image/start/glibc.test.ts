import { expect, test } from "vitest";
import type { ElfPlan } from "../elf.fixture.ts";
import { predictStart } from "./predict.ts";
import { madeCache, madeImage, type Made } from "./start.fixture.ts";

const LOADER = "/lib64/ld-linux-x86-64.so.2";
const GLIBC: Readonly<Record<string, Made>> = {
  [LOADER]: { elf: { soname: "ld-linux-x86-64.so.2", provides: ["ld-linux-x86-64.so.2", "GLIBC_2.3"] } },
};
const lib = (plan: Partial<ElfPlan> = {}): Made => ({ elf: { soname: "x", ...plan } });
const app = (plan: Partial<ElfPlan>): Made => ({
  elf: { type: 3, flags1: 0x08000000, interpreter: LOADER, ...plan },
});
const start = (files: Readonly<Record<string, Made>>, env: readonly string[] = [], user = "") =>
  predictStart(madeImage({ ...GLIBC, ...files }, { env, user, cmd: ["/bin/app"] }));

const needsA = { needed: ["liba.so"] };

test.for([
  ["RPATH of the program", { ...needsA, rpath: "/r:/x" }, "/r/liba.so", "RPATH"],
  ["RUNPATH of the program", { ...needsA, runpath: "/r" }, "/r/liba.so", "RUNPATH"],
  [
    "no RPATH where there is a RUNPATH",
    { ...needsA, rpath: "/r", runpath: "/x" },
    "/lib64/liba.so",
    "default folder",
  ],
  ["$ORIGIN", { ...needsA, runpath: "$ORIGIN/../r" }, "/bin/../r/liba.so", "RUNPATH"],
  ["${ORIGIN} and $LIB", { ...needsA, runpath: "${ORIGIN}/../r/$LIB" }, "/bin/../r/lib64/liba.so", "RUNPATH"],
  ["$PLATFORM", { ...needsA, rpath: "/r/$PLATFORM" }, "/r/x86_64/liba.so", "RPATH"],
  ["a path in place of a name", { needed: ["/r/liba.so"] }, "/r/liba.so", "path"],
  ["an empty part: the working folder", { ...needsA, runpath: ":" }, "./liba.so", "RUNPATH"],
  ["the default folder", needsA, "/lib64/liba.so", "default folder"],
] as const)("%s", ([, plan, path, foundBy]) => {
  const files: Record<string, Made> = { "/bin/app": app(plan), "/lib64/liba.so": lib() };
  files[new URL(path, "file:///").pathname] = lib();
  expect(start(files)).toMatchObject({
    outcome: "starts",
    libraries: [{ name: plan.needed[0], neededBy: "/bin/app", path, foundBy }],
  });
});

/** liba.so is found by the program's own list and needs libb.so, which lies in the same folder. */
const two = (list: Partial<ElfPlan>) => ({
  "/bin/app": app({ ...needsA, ...list }),
  "/r/liba.so": lib({ soname: "liba.so", needed: ["libb.so"] }),
  "/r/libb.so": lib({ soname: "libb.so" }),
});

test("RPATH is inherited by what a library needs, RUNPATH is not", () => {
  expect(start(two({ rpath: "/r" })).outcome).toBe("starts");
  expect(start(two({ runpath: "/r" }))).toMatchObject({
    outcome: "fails",
    stage: "loader",
    error: {
      texts: ["error while loading shared libraries: libb.so: cannot open shared object file"],
      exitCodes: [127],
    },
    libraries: [{ name: "liba.so" }, { name: "libb.so", neededBy: "/r/liba.so", path: null, foundBy: null }],
  });
});

test("a library with a RUNPATH looks into no RPATH", () => {
  const files = two({ rpath: "/r" });
  files["/r/liba.so"] = lib({ soname: "liba.so", needed: ["libb.so"], runpath: "/x" });
  expect(start(files).outcome).toBe("fails");
});

test("LD_LIBRARY_PATH comes after RPATH and before RUNPATH; a setuid program does not heed it", () => {
  const places = { "/r/liba.so": lib(), "/env/liba.so": lib() };
  const env = ["LD_LIBRARY_PATH=/nope:/env"];
  const path = (list: Partial<ElfPlan>) =>
    start({ ...places, "/bin/app": app({ ...needsA, ...list }) }, env).libraries[0]?.path;
  expect([path({ rpath: "/r" }), path({ runpath: "/r" })]).toEqual(["/r/liba.so", "/env/liba.so"]);
  const setuid = { elf: { ...needsA, flags1: 0x08000000, interpreter: LOADER }, mode: 0o4755 };
  expect(start({ ...places, "/bin/app": setuid }, env).outcome).toBe("starts");
  expect(start({ ...places, "/bin/app": setuid }, env, "1000").outcome).toBe("fails");
});

test("the cache is asked before the default folders, and only for this processor", () => {
  const cache = madeCache([
    ["liba.so", "/c32/liba.so", 0x3 | 0x800],
    ["liba.so", "/special/liba.so", 0x303, 1n << 62n],
    ["liba.so", "/c/liba.so"],
  ]);
  const files = {
    "/bin/app": app(needsA),
    "/etc/ld.so.cache": { text: cache, mode: 0o644 },
    "/lib64/liba.so": lib(),
  };
  expect(start({ ...files, "/c/liba.so": lib() }).libraries).toMatchObject([
    { path: "/c/liba.so", foundBy: "ld.so.cache" },
  ]);
  // The cache is older than the image: what it names is gone.
  expect(start(files).libraries).toMatchObject([{ path: "/lib64/liba.so", foundBy: "default folder" }]);
});

test("the default folders are those that stand in the loader itself", () => {
  const text = "\x7fELF\0\0/opt/mylib/\0/usr/opt/lib/\0GLIBC\0/usr/lib/locale\0";
  const image = madeImage(
    { "/bin/app": app(needsA), ...GLIBC, "/usr/opt/lib/liba.so": lib() },
    { cmd: ["/bin/app"] },
  );
  const contents = new Map([[LOADER, { bytes: Buffer.from(text), whole: true }]]);
  expect(predictStart(image).outcome).toBe("fails");
  expect(predictStart({ ...image, contents }).libraries).toMatchObject([{ path: "/usr/opt/lib/liba.so" }]);
});

test.for([
  ["a library for 32 bits is passed over", { elf: { bits: 32 } }, "liba.so: wrong ELF class"],
  ["one for another machine too", { elf: { machine: 183 } }, "liba.so: cannot open shared object file"],
  ["one that the user may not read too", { elf: {}, mode: 0o700 }, "liba.so: cannot open shared object file"],
  [
    "a text ends it",
    "INPUT ( /lib/libreal.so ), which the linker reads and the loader does not",
    "/lib64/liba.so: invalid ELF header",
  ],
  ["so does an empty file", "", "/lib64/liba.so: file too short"],
  ["and an object file", { elf: { type: 1 } }, "only ET_DYN and ET_EXEC"],
] as const)("%s", ([, library, text]) => {
  const prediction = start({ "/bin/app": app(needsA), "/lib64/liba.so": library }, [], "1000");
  expect(prediction).toMatchObject({ outcome: "fails", error: { exitCodes: [127] } });
  expect(prediction.error?.texts.join("\n")).toContain(text);
});

test("what lies only in a folder for newer processors depends on the processor", () => {
  const special = "/lib64/glibc-hwcaps/x86-64-v3/liba.so";
  const files = { "/bin/app": app(needsA), [special]: lib() };
  expect(start(files)).toMatchObject({ outcome: "depends", stage: "loader" });
  expect(start({ ...files, "/lib64/liba.so": lib() }).outcome).toBe("starts");
});

const asks: Partial<ElfPlan> = { needed: ["liba.so"], versions: ["liba.so", ["A_1", "A_2"]] };
const provides = (...names: string[]) => lib({ soname: "liba.so", provides: ["liba.so", ...names] });
test.for([
  ["all are there", asks, provides("A_1", "A_2"), null],
  ["one is missing", asks, provides("A_1"), "/lib64/liba.so: version `A_2' not found"],
  ["one that only weak symbols ask for", { ...asks, weak: ["A_2"] }, provides("A_1"), null],
  ["a library without any version", asks, lib({ soname: "liba.so" }), null],
] as const)("symbol versions: %s", ([, plan, library, text]) => {
  const prediction = start({ "/bin/app": app(plan), "/lib64/liba.so": library });
  expect(prediction.error?.texts ?? null).toEqual(text === null ? null : [text]);
  if (text !== null)
    expect(prediction).toMatchObject({
      error: { exitCodes: [1] },
      missingVersions: [{ library: "/lib64/liba.so", version: "A_2", requiredBy: "/bin/app" }],
    });
});

test("libraries that need each other, or the loader, are no circle", () => {
  const files = {
    "/bin/app": app(needsA),
    "/lib64/liba.so": lib({ soname: "liba.so", needed: ["libb.so", "ld-linux-x86-64.so.2"] }),
    "/lib64/libb.so": lib({ soname: "libb.so", needed: ["liba.so"] }),
  };
  expect(start(files)).toMatchObject({ outcome: "starts", libraries: { length: 3 } });
});

test("what can't be preloaded is passed over; what a preloaded library needs is not", () => {
  const files = { "/bin/app": app({}), "/p.so": lib({ soname: "p.so", needed: ["libq.so"] }) };
  expect(start(files, ["LD_PRELOAD=/nope.so"]).outcome).toBe("starts");
  expect(start(files, ["LD_PRELOAD=/p.so"]).outcome).toBe("fails");
});

test("a loader of glibc's name that is not glibc's is not judged", () => {
  const gcompat = { [LOADER]: { elf: { needed: ["libgcompat.so.0"] } }, "/bin/app": app({}) };
  const prediction = predictStart(madeImage(gcompat, { cmd: ["/bin/app"] }));
  expect(prediction).toMatchObject({ outcome: "depends", stage: "loader", error: null });
});
