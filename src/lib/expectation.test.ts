import { expect, test } from "vitest";
import type { Observation } from "../../workbench/record/schema.ts";
import { matches, rightChoice, valueAt } from "./expectation.ts";

const run: Observation = {
  kind: "run",
  title: "a run",
  command: "docker run --rm app",
  image: "app",
  started: true,
  exitCode: 127,
  stdout: "",
  stderr: "sh: /app: not found\n",
  engineError: null,
  oomKilled: false,
  timedOut: false,
  steady: true,
};

test.each([
  [{ exitCode: 127 }, true],
  [{ exitCode: 0 }, false],
  [{ stderr: "not found" }, true],
  [{ stderr: "denied" }, false],
  [{ exitCode: 127, stderr: "denied" }, false],
  [{ engineError: null }, true],
  [{ "stderr.length": 20 }, true],
  [{ "nothing.there": 1 }, false],
])("%j agrees: %s", (expectation, agrees) => {
  expect(matches(run, expectation)).toBe(agrees);
});

const choice = (text: string, exitCode: number) => ({ text, expect: { exitCode } });

test("the one choice that agrees is the right one", () => {
  expect(rightChoice("x", [choice("starts", 0), choice("is not found", 127)], run)).toBe(1);
});

test.each([
  [
    "none",
    [choice("starts", 0)],
    'Predict "x": exactly one choice must match the recording, but none of them match it',
  ],
  ["two", [choice("a", 127), choice("b", 127)], '"a" and "b" of them match it'],
])("%s that agree: the build fails and names them", (_, choices, message) => {
  expect(() => rightChoice("x", choices, run)).toThrow(message);
});

test("a path that leads nowhere is undefined", () => {
  expect(valueAt({ a: [{ b: 1 }] }, "a.0.b")).toBe(1);
  expect(valueAt({ a: null }, "a.b.c")).toBeUndefined();
});
