import { expect, test } from "vitest";
import { clean, cleanAll } from "./clean.ts";

test.each([
  ["/usr/bin/env", "/usr/bin/env"],
  ["Grüße, 世界 ✓", "Grüße, 世界 ✓"],
  ["\u001b[31mred\u0007", "\\x1b[31mred\\x07"],
  ["two\nlines\ttab", "two\\x0alines\\x09tab"],
  ["\u009b2J", "\\x9b2J"],
  ["txt.\u202eexe", "txt.\\u{202e}exe"],
  ["a\u200bb", "a\\u{200b}b"],
  ["\ud800", "\\u{d800}"],
])("%j is shown as %s", (text, shown) => {
  expect(clean(text)).toBe(shown);
});

test("a whole value is cleaned, keys too, and nothing else of it changes", () => {
  const value = { "a\u0000": ["b\u001b", 1, null, true], inner: { c: "d" } };
  expect(cleanAll(value)).toEqual({ "a\\x00": ["b\\x1b", 1, null, true], inner: { c: "d" } });
});
