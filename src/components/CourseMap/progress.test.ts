import { expect, test } from "vitest";
import type { Guess } from "../../lib/guesses.ts";
import { progressOf } from "./progress.ts";

const guess: Guess = { kind: "size", question: "q", page: "/", at: "2026-01-01", guess: 1, actual: 2 };

test("made predictions are counted by chapter, and those of no chapter are not", () => {
  const chapters = [
    { id: "01-a", minutes: 30, predictions: ["01-x", "01-y"] },
    { id: "02-b", minutes: 20, predictions: ["02-x"] },
  ];
  expect(progressOf(chapters, { "01-y": guess, "01-gone": guess })).toEqual([
    { id: "01-a", minutes: 30, all: 2, made: 1 },
    { id: "02-b", minutes: 20, all: 1, made: 0 },
  ]);
});
