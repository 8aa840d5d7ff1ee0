import { expect, test } from "vitest";
import { BoundedText } from "./text.ts";

test.each([
  ["less than the limit", 10, ["ab", "cd"], "abcd", false],
  ["exactly the limit", 4, ["ab", "cd"], "abcd", false],
  ["more than the limit", 3, ["ab", "cd"], "abc", true],
  ["nothing after the first cut", 3, ["abcd", "e"], "abc", true],
  ["a character of several bytes is not split", 4, ["abcé"], "abc", true],
  ["terminal colours are dropped", 100, ["\u001b[91mred\n\u001b[0m"], "red\n", false],
])("%s", (_name, limit, parts, text, truncated) => {
  const bounded = new BoundedText(limit);
  for (const part of parts) bounded.add(part);
  expect(bounded.toString()).toBe(text);
  expect(bounded.truncated).toBe(truncated);
});
