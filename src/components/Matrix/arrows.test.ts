import { expect, test } from "vitest";
import { neighbour } from "./arrows.ts";

const grid = [
  [null, "a", "b"],
  [null, "c", null],
  [null, "d", "e"],
];

test.each([
  ["a", "ArrowRight", "b"],
  ["a", "ArrowDown", "c"],
  ["a", "ArrowLeft", null],
  ["a", "ArrowUp", null],
  ["b", "ArrowDown", "e"],
  ["c", "ArrowRight", null],
  ["e", "ArrowUp", "b"],
  ["a", "Enter", null],
])("from %s, %s leads to %s", (from, key, to) => {
  expect(neighbour(grid, from, key)).toBe(to);
});
