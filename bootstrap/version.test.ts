import { expect, test } from "vitest";
import { covers } from "./lib/dependencies.mjs";
import { fits } from "./lib/version.mjs";

test.for([
  ["v24.21.0", ">=22.22", true],
  ["v22.22.0", ">=22.22", true],
  ["v22.21.9", ">=22.22", false],
  ["v20.20.2", ">=22.22", false],
  ["v23.0.0", ">= 22.22.3", true],
] as const)("Node %s fits %s: %s", ([version, range, expected]) => {
  expect(fits(version, range)).toBe(expected);
});

test("a range that we can't read is said, not guessed", () => {
  expect(() => fits("v24.0.0", "^24 || ^26")).toThrow("groundwork.node must look like");
});

test.for([
  ["all there", { a: { version: "1.0.0" } }, true],
  ["another version", { a: { version: "1.0.1" } }, false],
  ["one absent", {}, false],
] as const)("installed packages cover the lock file: %s", ([, installed, expected]) => {
  expect(
    covers(installed, { "": {}, a: { version: "1.0.0" }, b: { version: "2.0.0", optional: true } }),
  ).toBe(expected);
});
