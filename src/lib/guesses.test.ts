import { expect, test } from "vitest";
import { judge, medianOff, scoreBySureness } from "./calibration.ts";
import { parseGuesses } from "./guesses.ts";
import type { ChoiceGuess, SizeGuess, Sureness } from "./guesses.ts";

const common = { question: "?", page: "/course/", at: "2000-01-01T00:00:00.000Z" };
const choice = (sure: Sureness, right: boolean): ChoiceGuess => ({
  ...common,
  kind: "choice",
  choice: 0,
  right,
  sure,
});
const size = (guess: number, actual: number): SizeGuess => ({ ...common, kind: "size", guess, actual });

test("what was kept comes back", () => {
  const guesses = { a: choice("certain", true), b: size(10, 20) };
  expect(parseGuesses(JSON.stringify(guesses))).toEqual(guesses);
});

test.each([
  null,
  "",
  "{",
  "[1]",
  "null",
  '{"a":1}',
  '{"a":{"kind":"choice"}}',
  '{"a":{"kind":"size","guess":0}}',
])("stored text %j holds no guess and breaks nothing", (text) => {
  expect(parseGuesses(text)).toEqual({});
});

test("guesses are counted by how sure the reader was", () => {
  expect(scoreBySureness([choice("certain", true), choice("certain", false), size(1, 1)])).toEqual([
    { sure: "guessing", made: 0, right: 0 },
    { sure: "fairly sure", made: 0, right: 0 },
    { sure: "certain", made: 2, right: 1 },
  ]);
});

test.each([
  [[], null],
  [[size(10, 20)], 2],
  [[size(10, 20), size(80, 10)], 4],
  [[size(10, 10), size(10, 30), size(10, 1000)], 3],
])("the middle of how far off sizes were: case %#", (guesses, off) => {
  expect(medianOff(guesses)).toBe(off);
});

const several = (sure: Sureness, right: number, wrong: number): ChoiceGuess[] => [
  ...Array.from({ length: right }, () => choice(sure, true)),
  ...Array.from({ length: wrong }, () => choice(sure, false)),
];

test.each([
  [several("certain", 1, 0), "Too few guesses"],
  [several("certain", 2, 2), "wrong too often"],
  [several("guessing", 4, 0), "more than you think"],
  [[...several("certain", 5, 0), ...several("guessing", 2, 2)], "Well calibrated"],
])("the verdict on case %#", (guesses, words) => {
  expect(judge(scoreBySureness(guesses))).toContain(words);
});
