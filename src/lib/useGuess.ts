import { useSyncExternalStore } from "react";
import { noGuesses, onGuesses, readGuesses } from "./guesses.ts";
import type { Guess, Guesses } from "./guesses.ts";

export function useGuesses(): Guesses {
  return useSyncExternalStore(onGuesses, readGuesses, noGuesses);
}

export function useGuess(id: string): Guess | undefined {
  return useGuesses()[id];
}
