import { expect, test } from "vitest";
import { Log } from "./log.ts";

function filled(): Log<string> {
  const log = new Log<string>(3);
  for (const message of ["a", "b", "c", "d"]) log.add(message);
  return log;
}

test.each<[number, string[] | null]>([
  [0, null],
  [1, ["b", "c", "d"]],
  [3, ["d"]],
  [4, []],
  [5, null],
  [-1, null],
])("after %i comes %j", (number, messages) => {
  const entries = filled().after(number);
  expect(entries?.map(({ message }) => message) ?? null).toEqual(messages);
});

test("numbers go on, and an empty log has nothing to catch up with", () => {
  expect(new Log<string>(3).after(0)).toEqual([]);
  expect(filled().after(2)).toEqual([
    { number: 3, message: "c" },
    { number: 4, message: "d" },
  ]);
  expect(filled().last).toBe(4);
});

test("whoever waits is woken by each message", async () => {
  const log = filled();
  for (const message of ["e", "f"]) {
    const changed = log.changed();
    log.add(message);
    await changed;
  }
});
