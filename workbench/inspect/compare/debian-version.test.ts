import { expect, test } from "vitest";
import { compareDebianVersions } from "./debian-version.ts";

const PAIRS: readonly (readonly [string, "<" | "=" | ">", string])[] = [
  ["1.0", "<", "1.1"],
  ["1.9", "<", "1.10"],
  ["1.0~rc1", "<", "1.0"],
  ["1.0~~", "<", "1.0~"],
  ["1.0", "<", "1.0+b1"],
  ["1.0a", "<", "1.0+"],
  ["2:0.1", ">", "1:9"],
  ["0:1.0", "=", "1.0"],
  ["1.0-1", "<", "1.0-1+deb13u1"],
  ["1.5.7+dfsg-1", "<", "1.5.7+dfsg-1+deb13u1"],
  ["1.0-0", "=", "1.0"],
  ["007", "=", "7"],
  ["20260101123456789012", ">", "20260101123456789011"],
  ["1.2-3-4", ">", "1.2-3"],
  ["13.8+deb13u6", ">", "13.8+deb13u5"],
];

test.each(PAIRS)("%s %s %s", (a, sign, b) => {
  expect(Math.sign(compareDebianVersions(a, b))).toBe({ "<": -1, "=": 0, ">": 1 }[sign]);
  expect(Math.sign(compareDebianVersions(b, a))).toBe({ "<": 1, "=": 0, ">": -1 }[sign]);
});
