import { expect, test } from "vitest";
import { Variation } from "./random.ts";

test("the same seed gives the same values, another one gives others", () => {
  const drawn = (seed: string): unknown[] => {
    const variation = new Variation(seed);
    return [variation.token(), variation.integer(1, 1_000_000), variation.token()];
  };
  expect(drawn("a")).toEqual(drawn("a"));
  expect(drawn("a")).not.toEqual(drawn("b"));
  expect(drawn("a")[0]).toMatch(/^gw[0-9a-f]{8}$/);
});

test("whole numbers reach both ends and nothing beyond", () => {
  const variation = new Variation("x");
  const drawn = new Set(Array.from({ length: 200 }, () => variation.integer(3, 5)));
  expect([...drawn].sort()).toEqual([3, 4, 5]);
});
