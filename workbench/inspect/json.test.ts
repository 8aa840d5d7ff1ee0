import { expect, test } from "vitest";
import { safeJson } from "./json.ts";

test("no sign reaches the terminal that it acts on, and nothing is lost", () => {
  const value = { "a\u009b2J": "\u001b[31m \u202e \u{e0001} ü", list: [1, null] };
  const text = safeJson(value);
  expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  expect(text).toContain("ü");
  expect(JSON.parse(text)).toEqual(value);
});
