import { parseGuesses } from "./guesses.ts";
import type { Guess, Guesses } from "./guesses.ts";

/** One format for both: `groundwork progress import` reads what the page writes, and the page what `export` writes. */
const format = "groundwork.progress/1";

/** Guesses as the text of a file that the `groundwork` command, or this page in another browser, can add to its own. */
export function toFile(guesses: Guesses): string {
  return `${JSON.stringify({ format, site: { guesses } }, null, 2)}\n`;
}

export type Read =
  { readonly ok: true; readonly guesses: Guesses } | { readonly ok: false; readonly why: string };

/** The guesses of an exported file; what else it holds is the command's. */
export function fromFile(text: string): Read {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { ok: false, why: "it is no JSON" };
  }
  if (typeof data !== "object" || data === null || !("format" in data))
    return { ok: false, why: `it does not say "format": "${format}"` };
  if (data.format !== format)
    return { ok: false, why: `it is ${String(data.format)}, and this page knows ${format}` };
  const site: unknown = "site" in data ? data.site : null;
  const guesses: unknown = typeof site === "object" && site !== null && "guesses" in site ? site.guesses : {};
  return { ok: true, guesses: parseGuesses(JSON.stringify(guesses)) };
}

/** Both together; of two guesses about one thing the later one stays. */
export function together(mine: Guesses, theirs: Guesses): Guesses {
  const newer = (id: string, guess: Guess): boolean => Date.parse(guess.at) > Date.parse(mine[id]?.at ?? "0");
  return { ...mine, ...Object.fromEntries(Object.entries(theirs).filter(([id, guess]) => newer(id, guess))) };
}
