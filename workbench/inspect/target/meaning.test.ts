import { expect, test } from "vitest";
import { baseById, baseByReference } from "../../bases/catalogue.ts";
import { TargetError } from "../errors.ts";
import { meaningOf } from "./meaning.ts";
import type { World } from "./meaning.ts";

const EMPTY: World = {
  base: undefined,
  path: null,
  held: null,
  known: ["alpine", "debian-slim", "my/app:1"],
};
const alpine = baseById("alpine");

test.each<[string, string, Partial<World>, object]>([
  ["a base's id", "alpine", { base: alpine }, { kind: "base", entry: alpine, remark: null }],
  [
    "a base's reference",
    "debian:trixie",
    { base: baseByReference("debian:trixie") },
    { kind: "base", remark: null },
  ],
  [
    "a base's reference that the engine has",
    "debian:trixie",
    { base: baseByReference("debian:trixie"), held: "debian:trixie" },
    { kind: "engine" },
  ],
  [
    "a base beside a folder that is no image",
    "debian",
    { base: baseById("debian"), path: "other folder" },
    { kind: "base" },
  ],
  ["an image in the engine", "my/app:1", { held: "my/app:1" }, { kind: "engine", reference: "my/app:1" }],
  ["an image's id", "0b41d6b3ff27", { held: "my/app:1" }, { kind: "engine", reference: "0b41d6b3ff27" }],
  ["a file", "app.tar", { path: "file" }, { kind: "path", path: "app.tar", folder: false }],
  [
    "a file said to be one",
    "./alpine",
    { path: "file", base: alpine, held: "alpine:latest" },
    { kind: "path", folder: false },
  ],
  ["a folder", "layout", { path: "image folder" }, { kind: "path", folder: true }],
  ["a folder to build, and nothing else", "app", { path: "build folder" }, { kind: "path", folder: true }],
  [
    "a folder that may be no image, and nothing else",
    "src",
    { path: "other folder" },
    { kind: "path", folder: true },
  ],
  ["what only a registry can know", "ghcr.io/a/b:1", {}, { kind: "registry", reference: "ghcr.io/a/b:1" }],
])("%s: %s", (_, given, world, meaning) => {
  expect(meaningOf(given, { ...EMPTY, ...world })).toMatchObject(meaning);
});

test("a base whose name the engine also knows is the base, and the other one is named", () => {
  const meaning = meaningOf("alpine", { ...EMPTY, base: alpine, held: "alpine:latest" });
  expect(meaning).toMatchObject({
    kind: "base",
    remark: expect.stringContaining("say alpine:latest") as string,
  });
});

test.each<[string, string, Partial<World>, RegExp]>([
  [
    "a base and a file",
    "alpine",
    { base: alpine, path: "file" },
    /is two things: a file here, and a base.*\n.*\.\/alpine.* or alpine:3\.24/,
  ],
  [
    "an image and a folder to build",
    "app",
    { held: "app:latest", path: "build folder" },
    /two things: a folder here, and an image.*\n.*\.\/app .*or app:latest/,
  ],
  [
    "an image and a layout",
    "app",
    { held: "app:latest", path: "image folder" },
    /two things: a folder here, and an image.*\n.*\.\/app .*or app:latest/,
  ],
  ["no such path", "./nope.tar", {}, /no file or folder \.\/nope\.tar/],
  ["an id that no engine knows", "0b41d6b3ff27", {}, /Nothing is called/],
  ["a word that can be nothing", "De by", {}, /Nothing is called "De by"/],
  ["a slip of the key", "Alpine", {}, /Did you mean alpine\?/],
])("%s: %s is answered with what to do", (_, given, world, says) => {
  const error = failureOf(() => meaningOf(given, { ...EMPTY, ...world }));
  expect(`${error.message}\n${error.next}`).toMatch(says);
});

function failureOf(run: () => unknown): TargetError {
  try {
    run();
  } catch (error) {
    if (error instanceof TargetError) return error;
  }
  throw new Error("It was expected to fail with a TargetError.");
}
