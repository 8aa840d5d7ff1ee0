/** The reader's guesses. They never leave the browser, and losing them breaks nothing. */
export type Sureness = "guessing" | "fairly sure" | "certain";
export const surenesses: readonly Sureness[] = ["guessing", "fairly sure", "certain"];

interface Common {
  readonly question: string;
  /** Address of the page it was made on, without the site's base. */
  readonly page: string;
  /** ISO date and time. */
  readonly at: string;
}

export interface ChoiceGuess extends Common {
  readonly kind: "choice";
  readonly choice: number;
  readonly right: boolean;
  readonly sure: Sureness;
}

export interface SizeGuess extends Common {
  readonly kind: "size";
  /** Bytes. */
  readonly guess: number;
  readonly actual: number;
}

export type Guess = ChoiceGuess | SizeGuess;
export type Guesses = Readonly<Record<string, Guess>>;

/** A new shape gets a new key; old guesses are then simply not found. */
const storageKey = "groundwork.guesses/1";
const changed = "groundwork-guesses";
const none: Guesses = {};
let last: { readonly text: string | null; readonly guesses: Guesses } = { text: null, guesses: none };

/** All guesses; the same value as long as nothing changed. Storage that is absent, forbidden or spoilt counts as empty. */
export function readGuesses(): Guesses {
  let text: string | null;
  try {
    text = localStorage.getItem(storageKey);
  } catch {
    return last.guesses;
  }
  if (text !== last.text) last = { text, guesses: parseGuesses(text) };
  return last.guesses;
}

export const noGuesses = (): Guesses => none;

/** Keeps a guess under its id; null forgets it. Where nothing can be stored it still holds until the page is left. */
export function keepGuess(id: string, guess: Guess | null): void {
  const { [id]: _old, ...others } = readGuesses();
  write(guess === null ? others : { ...others, [id]: guess });
}

/** Keeps these in place of all that there are. */
export function keepAll(guesses: Guesses): void {
  write(guesses);
}

export function forgetAll(): void {
  write(none);
}

/** Calls back whenever a guess changes, here or in another tab; returns how to stop that. */
export function onGuesses(callback: () => void): () => void {
  window.addEventListener(changed, callback);
  window.addEventListener("storage", callback);
  return () => {
    window.removeEventListener(changed, callback);
    window.removeEventListener("storage", callback);
  };
}

function write(guesses: Guesses): void {
  const text = JSON.stringify(guesses);
  last = { text, guesses };
  try {
    localStorage.setItem(storageKey, text);
  } catch {
    // Private browsing or a full store: the guess lives as long as the page.
  }
  window.dispatchEvent(new Event(changed));
}

/** Guesses out of stored text; entries that are not guesses are left out. */
export function parseGuesses(text: string | null): Guesses {
  try {
    const stored: unknown = JSON.parse(text ?? "{}");
    if (typeof stored !== "object" || stored === null) return none;
    return Object.fromEntries(
      Object.entries(stored).filter((entry): entry is [string, Guess] => isGuess(entry[1])),
    );
  } catch {
    return none;
  }
}

function isGuess(value: unknown): value is Guess {
  if (typeof value !== "object" || value === null) return false;
  const { kind, question, page, at, choice, right, sure, guess, actual } = value as Record<string, unknown>;
  if (![question, page, at].every((text) => typeof text === "string")) return false;
  if (kind === "size") return Number(guess) > 0 && Number(actual) > 0;
  return (
    kind === "choice" &&
    Number.isInteger(choice) &&
    typeof right === "boolean" &&
    surenesses.some((s) => s === sure)
  );
}
