import { expect, test } from "vitest";
import type { Observation } from "../../../workbench/record/schema.ts";
import { stepsOf } from "./steps.ts";

type Start = Extract<Observation, { kind: "start" }>;

const loader = "/lib64/ld.so";
const start: Start = {
  kind: "start",
  title: "t",
  image: "i",
  run: "r",
  outcome: "starts",
  stage: "program",
  reason: "it starts",
  error: null,
  argv: ["app"],
  chain: ["/bin/app", loader],
  libraries: [
    { name: "libc.so", neededBy: "/bin/app", path: "/lib/libc.so", foundBy: "default folder" },
    { name: "ld.so", neededBy: "/lib/libc.so", path: loader, foundBy: "loader itself" },
    { name: "libc.so", neededBy: "/lib/libm.so", path: "/lib/libc.so", foundBy: "default folder" },
  ],
  missingVersions: [],
  limits: [],
  interpreter: loader,
};
const nowhere = { name: "libx.so", neededBy: "/bin/app", path: null, foundBy: null };
const lacking = { library: "/lib/libc.so", version: "GLIBC_2.99", requiredBy: "/bin/app" };

test.each<[string, Partial<Start>, string[]]>([
  ["all is there", {}, ["engine true", "kernel true", "loader true", "program true"]],
  [
    "a static program",
    { chain: ["/bin/app"], libraries: [], interpreter: null },
    ["engine true", "kernel true", "program true"],
  ],
  ["no such user", { outcome: "fails", stage: "user", chain: [] }, ["engine false"]],
  ["no loader", { outcome: "fails", stage: "kernel", libraries: [] }, ["engine true", "kernel false"]],
  [
    "no library",
    { outcome: "fails", stage: "loader", libraries: [nowhere] },
    ["engine true", "kernel true", "loader false"],
  ],
  [
    "an old library",
    { outcome: "fails", stage: "loader", missingVersions: [lacking] },
    ["engine true", "kernel true", "loader true", "loader false"],
  ],
  [
    "a strange loader",
    { outcome: "depends", stage: "loader", libraries: [] },
    ["engine true", "kernel true", "loader unknown"],
  ],
  [
    "a script nobody may read",
    { outcome: "depends", libraries: [] },
    ["engine true", "kernel true", "program unknown"],
  ],
])("%s", (_, change, steps) => {
  expect(stepsOf({ ...start, ...change }).map(({ who, ok }) => `${who} ${ok}`)).toEqual(steps);
});

test("a step names its files, and a script's first line is no header", () => {
  expect(stepsOf(start).map(({ says }) => says)).toEqual([
    "looks for `app`: PATH leads to `/bin/app`",
    "opens `/bin/app`: its header asks for `/lib64/ld.so`",
    "looks for `libc.so`, which `/bin/app` needs: found as `/lib/libc.so` (default folder)",
    "runs its own first instruction",
  ]);
  const script = stepsOf({ ...start, argv: ["/run"], chain: ["/run", "/bin/sh", loader], interpreter: null });
  expect(script.slice(0, 3).map(({ says }) => says)).toEqual([
    "looks for `/run`: there it is",
    "opens `/run`: its first line asks for `/bin/sh`",
    "opens `/bin/sh`: its header asks for `/lib64/ld.so`",
  ]);
});
