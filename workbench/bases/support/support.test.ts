import { expect, test } from "vitest";
import { supportOf } from "./support.ts";

test.each([
  ["debian", "13", "2028-08-09"],
  ["debian", "12", "2026-07-11"],
  ["ubuntu", "26.04", "2031-05-29"],
  ["alpine", "3.22.1", "2027-05-01"],
  ["alpine", "3.22", "2027-05-01"],
])("%s %s gets fixes until %s", (id, release, until) => {
  expect(supportOf(id, release)?.until).toBe(until);
});

test.each([
  ["debian", "1"],
  ["debian", null],
  ["gentoo", "2.15"],
  ["alpine", "3.2"],
])("nothing is said of %s %s", (id, release) => {
  expect(supportOf(id, release)).toBeNull();
});
