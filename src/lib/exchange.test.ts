import { expect, test } from "vitest";
import { parseProgress } from "../../workbench/learn/progress/parse.ts";
import { fromFile, together, toFile } from "./exchange.ts";
import type { Guesses, SizeGuess } from "./guesses.ts";

const size = (guess: number, day: number): SizeGuess => ({
  kind: "size",
  question: "How large is it unpacked?",
  page: "/course/",
  at: new Date(Date.UTC(2026, 0, day)).toISOString(),
  guess,
  actual: 20,
});

test("the command reads what the page writes, and the page reads it back", () => {
  const guesses: Guesses = { a: size(10, 1) };
  const text = toFile(guesses);
  expect(parseProgress(text, "file")).toMatchObject({ ok: true, progress: { labs: {}, site: { guesses } } });
  expect(fromFile(text)).toEqual({ ok: true, guesses });
});

test("a file that the command has exported without any guess is fine", () => {
  expect(fromFile('{"format":"groundwork.progress/1","labs":{}}')).toEqual({ ok: true, guesses: {} });
});

test.each([
  ["{", "no JSON"],
  ["[]", "format"],
  ["null", "format"],
  ['{"format":"groundwork.progress/2"}', "groundwork.progress/2"],
])("a file that is none is refused, with the reason: %s", (text, why) => {
  expect(fromFile(text)).toEqual({ ok: false, why: expect.stringContaining(why) });
});

test("of two guesses about one thing the later one stays, whichever is added", () => {
  const one = { a: size(1, 1), b: size(1, 9) };
  const other = { a: size(2, 5), b: size(2, 5), c: size(2, 5) };
  const both = { a: size(2, 5), b: size(1, 9), c: size(2, 5) };
  expect(together(one, other)).toEqual(both);
  expect(together(other, one)).toEqual(both);
});
