import { expect, test } from "vitest";
import { remembered } from "./remembered.ts";

test("the same text is read once, another one anew, and a failure is not remembered", () => {
  const read: string[] = [];
  const length = remembered((text) => {
    read.push(text);
    if (text === "") throw new Error("empty");
    return { length: text.length };
  });
  expect(length("ab")).toBe(length("ab"));
  expect(length("abc")).toEqual({ length: 3 });
  expect(() => length("")).toThrow("empty");
  expect(() => length("")).toThrow("empty");
  expect(read).toEqual(["ab", "abc", "", ""]);
});

test("old texts are let go", () => {
  let reads = 0;
  const count = remembered(() => ++reads);
  for (let text = 0; text < 250; text++) count(String(text));
  expect(count("0")).toBe(251);
});
