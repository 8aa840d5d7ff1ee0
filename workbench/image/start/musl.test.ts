import { expect, test } from "vitest";
import type { ElfPlan } from "../elf.fixture.ts";
import { predictStart } from "./predict.ts";
import { madeImage, type Made } from "./start.fixture.ts";

const LOADER = "/lib/ld-musl-x86_64.so.1";
const lib = (plan: Partial<ElfPlan> = {}): Made => ({ elf: { soname: "x", ...plan } });
const app = (plan: Partial<ElfPlan>): Made => ({
  elf: { type: 3, flags1: 0x08000000, interpreter: LOADER, ...plan },
});
const start = (files: Readonly<Record<string, Made>>, env: readonly string[] = []) =>
  predictStart(
    madeImage(
      { [LOADER]: { elf: { soname: "libc.musl-x86_64.so.1" } }, ...files },
      { env, cmd: ["/bin/app"] },
    ),
  );
const needsA = { needed: ["liba.so"] };

test("every name of libc's parts is the loader itself, glibc's libc.so.6 too", () => {
  const needed = [
    "libc.musl-x86_64.so.1",
    "libc.so",
    "libc.so.6",
    "libpthread.so.0",
    "libm.so.6",
    "libdl.so.2",
  ];
  const prediction = start({ "/bin/app": app({ needed }) });
  expect(prediction.outcome).toBe("starts");
  expect(prediction.libraries.map(({ path, foundBy }) => [path, foundBy])).toEqual(
    needed.map(() => [LOADER, "loader itself"]),
  );
});

test.for([
  ["/lib", needsA, [], "/lib/liba.so"],
  ["/usr/local/lib", needsA, [], "/usr/local/lib/liba.so"],
  ["LD_LIBRARY_PATH before all", { ...needsA, rpath: "/lib" }, ["LD_LIBRARY_PATH=/e"], "/e/liba.so"],
  ["RPATH", { ...needsA, rpath: "/r" }, [], "/r/liba.so"],
  ["RUNPATH before RPATH", { ...needsA, runpath: "/r", rpath: "/lib" }, [], "/r/liba.so"],
  ["$ORIGIN", { ...needsA, runpath: "$ORIGIN/../r" }, [], "/bin/../r/liba.so"],
] as const)("finds a library by %s", ([, plan, env, path]) => {
  const files = { "/bin/app": app(plan), [new URL(path, "file:///").pathname]: lib() };
  expect(start(files, env)).toMatchObject({ outcome: "starts", libraries: [{ path }] });
});

test("a list with a token that musl does not know does not count", () => {
  const files = { "/bin/app": app({ ...needsA, runpath: "/r:$LIB" }), "/r/liba.so": lib() };
  expect(start(files).outcome).toBe("fails");
});

test("RUNPATH is inherited, unlike with glibc", () => {
  const files = {
    "/bin/app": app({ ...needsA, runpath: "/r" }),
    "/r/liba.so": lib({ needed: ["libb.so"] }),
    "/r/libb.so": lib(),
  };
  expect(start(files).outcome).toBe("starts");
});

test("a path file takes the place of the default folders, even an empty one", () => {
  const files = { "/bin/app": app(needsA), "/lib/liba.so": lib(), "/opt/liba.so": lib() };
  const withPath = (text: string) => start({ ...files, "/etc/ld-musl-x86_64.path": { text, mode: 0o644 } });
  expect(withPath("/opt\n/lib\n").libraries).toMatchObject([{ path: "/opt/liba.so" }]);
  expect(withPath("/nope").outcome).toBe("fails");
  expect(withPath("").outcome).toBe("fails");
});

test("all missing libraries are told, not only the first", () => {
  const prediction = start({
    "/bin/app": app({ needed: ["liba.so", "libb.so"] }),
    "/lib/libb.so": "no library",
  });
  expect(prediction).toMatchObject({
    outcome: "fails",
    error: { texts: ["Error loading shared library liba.so:"], exitCodes: [127] },
    libraries: [
      { name: "liba.so", path: null },
      { name: "libb.so", path: "/lib/libb.so" },
    ],
  });
});

test("what was linked to glibc, or is for another machine, can't be told from here", () => {
  const versions: ElfPlan["versions"] = ["libc.so.6", ["GLIBC_2.34"]];
  const glibc = start({ "/bin/app": app({ needed: ["libc.so.6"], versions }) });
  expect(glibc).toMatchObject({
    outcome: "depends",
    error: { texts: ["symbol not found"], exitCodes: [127] },
  });
  const other = start({ "/bin/app": app(needsA), "/lib/liba.so": lib({ machine: 183 }) });
  expect(other).toMatchObject({ outcome: "depends", error: null });
});
