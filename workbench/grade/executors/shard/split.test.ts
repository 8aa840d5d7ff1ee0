import { expect, test } from "vitest";
import { parseShard, shardsOf } from "./split.ts";

const many = Array.from({ length: 103 }, (_, at) => ({
  key: `${(at * 7919) % 104729}k`,
  lab: at % 3 === 0 ? "a" : "b",
}));

test("each key falls to one shard, whatever the order in which the class was taken in", () => {
  const split = shardsOf(many, 4);
  expect(split.size).toBe(103);
  expect(new Set(split.values())).toEqual(new Set([1, 2, 3, 4]));
  expect(shardsOf(many.toReversed(), 4)).toEqual(split);
});

test("each lab is spread evenly, so that no machine gets all of the slow one", () => {
  const split = shardsOf(many, 4);
  for (const lab of ["a", "b"]) {
    const counts = [1, 2, 3, 4].map(
      (number) => many.filter((each) => each.lab === lab && split.get(each.key) === number).length,
    );
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  }
});

test("equal hand-ins have one key, so they fall to one shard", () => {
  const [first] = many;
  expect(shardsOf(first ? [...many, first] : [], 4)).toEqual(shardsOf(many, 4));
});

test("more shards than hand-ins: some have nothing to do", () => {
  expect([...shardsOf(many.slice(0, 2), 9).values()].toSorted()).toEqual([1, 2]);
});

test.each(["0/4", "5/4", "1/0", "1", "1/4/2", "-1/4", "a/b", "1.5/4", ""])("%j is no shard", (text) => {
  expect(() => parseShard(text)).toThrow(RangeError);
});

test("2/4 is the second of four", () => {
  expect(parseShard("2/4")).toEqual({ index: 2, of: 4 });
});
