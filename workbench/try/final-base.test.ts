import { expect, test } from "vitest";
import { finalBase, NoBase } from "./final-base.ts";

test.each<[string, string, object, string, number]>([
  ["one stage", "FROM node:24-slim\nCMD a\n", {}, "node:24-slim", 1],
  [
    "the last of two",
    "FROM golang:1 AS build\nFROM alpine:3.24\nCOPY --from=build /a /a\n",
    {},
    "alpine:3.24",
    2,
  ],
  [
    "a stage on a stage",
    "FROM debian:13-slim AS common\nRUN x\nFROM common AS final\nCMD a\n",
    {},
    "debian:13-slim",
    1,
  ],
  ["a named target", "FROM alpine:3.24 AS one\nFROM debian:13 AS two\n", { target: "ONE" }, "alpine:3.24", 1],
  ["a base in a variable", "ARG TAG=13\nFROM debian:${TAG}-slim\n", {}, "debian:13-slim", 2],
  ["a given variable", "ARG TAG=13\nFROM debian:${TAG}\n", { buildArgs: { TAG: "12" } }, "debian:12", 2],
  ["a platform", "FROM --platform=linux/amd64 debian:13 AS x\n", {}, "debian:13", 1],
  ["scratch", "FROM debian:13 AS b\nFROM scratch\nCOPY --from=b /a /a\n", {}, "scratch", 2],
])("%s", (_, text, options, reference, line) => {
  const base = finalBase(text, options);
  expect([base.reference, base.line]).toEqual([reference, line]);
});

test("only the one place changes", () => {
  const text =
    "# on debian:13\nFROM debian:13 AS build\nFROM --platform=linux/amd64 debian:13 # last\nCMD debian:13\n";
  expect(finalBase(text).on("alpine:3.24")).toBe(
    "# on debian:13\nFROM debian:13 AS build\nFROM --platform=linux/amd64 alpine:3.24 # last\nCMD debian:13\n",
  );
});

test.each([
  ["", {}],
  ["RUN x\n", {}],
  ["FROM debian:13\n", { target: "absent" }],
])("%j has none", (text, options) => {
  expect(() => finalBase(text, options)).toThrow(NoBase);
});
