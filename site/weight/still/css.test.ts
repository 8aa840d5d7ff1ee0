import { expect, test } from "vitest";
import { insideToo } from "./css.ts";

test.each([
  [".markdown > h2", [".markdown > gw-still > h2"]],
  [".a .markdown>p", [".a .markdown > gw-still > p"]],
  [".markdown > *:last-child", [".markdown > gw-still:last-child > *:last-child"]],
  [".markdown h2", []],
  [".markdown > gw-still > h2", []],
])("%s also reaches into wrappers", (selector, more) => {
  expect(insideToo(selector)).toEqual(more);
});
