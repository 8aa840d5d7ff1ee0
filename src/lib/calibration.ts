import { timesOff } from "./bytes.ts";
import { surenesses } from "./guesses.ts";
import type { ChoiceGuess, Guess, SizeGuess, Sureness } from "./guesses.ts";

export interface SurenessScore {
  readonly sure: Sureness;
  readonly made: number;
  readonly right: number;
}

/** How often the reader was right, for each degree of sureness. */
export function scoreBySureness(guesses: readonly Guess[]): SurenessScore[] {
  const choices = guesses.filter((guess): guess is ChoiceGuess => guess.kind === "choice");
  return surenesses.map((sure) => {
    const made = choices.filter((guess) => guess.sure === sure);
    return { sure, made: made.length, right: made.filter(({ right }) => right).length };
  });
}

/** Median of how many times off the reader's sizes were; null without any. */
export function medianOff(guesses: readonly Guess[]): number | null {
  const off = guesses
    .filter((guess): guess is SizeGuess => guess.kind === "size")
    .map(({ guess, actual }) => timesOff(guess, actual))
    .sort((a, b) => a - b);
  const middle = off.length / 2;
  const [low, high] = [off[Math.ceil(middle) - 1], off[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : Math.sqrt(low * high);
}

/** Below this many guesses a share says nothing. */
const enough = 4;

/** One plain sentence on how far sureness and being right go together. */
export function judge(scores: readonly SurenessScore[]): string {
  const shares = scores
    .filter(({ made }) => made >= enough)
    .map(({ sure, made, right }) => ({ sure, share: right / made }));
  const certain = shares.find(({ sure }) => sure === "certain");
  const guessing = shares.find(({ sure }) => sure === "guessing");
  if (certain === undefined && guessing === undefined)
    return `Too few guesses for a verdict: it takes ${enough} of one kind.`;
  if (certain !== undefined && certain.share < 0.8)
    return "When you are certain you are wrong too often. Say \u201cfairly sure\u201d more.";
  if (guessing !== undefined && guessing.share > 0.7)
    return "You know more than you think: your guesses are mostly right.";
  return "Well calibrated: how sure you say you are fits how often you are right.";
}
