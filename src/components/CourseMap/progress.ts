import type { Chapter } from "../../../site/chapters.ts";
import type { Guesses } from "../../lib/guesses.ts";

/** How far a reader has come in a chapter. */
export interface Progress {
  readonly id: string;
  readonly minutes: number;
  /** Predictions that the chapter has, and those of them that were made. */
  readonly all: number;
  readonly made: number;
}

/** How many of each chapter's predictions were made; guesses on predictions that are gone do not count. Pure. */
export function progressOf(chapters: readonly Chapter[], guesses: Guesses): readonly Progress[] {
  return chapters.map(({ id, minutes, predictions }) => ({
    id,
    minutes,
    all: predictions.length,
    made: predictions.filter((prediction) => prediction in guesses).length,
  }));
}
