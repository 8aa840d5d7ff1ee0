import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/**
 * A text whose lines take at most so many columns; what goes on below stands under the beginning of the last column of
 * its line. A word that is longer than a line stays whole, so that it can be copied. Pure.
 * @param width columns of the terminal; Infinity leaves the text as it is
 */
export function fit(text: string, width: number): string {
  return text
    .split("\n")
    .map((line) => (stringWidth(line) <= width ? line : wrapped(line, width)))
    .join("\n");
}

function wrapped(line: string, width: number): string {
  const hang = hangOf(line, width);
  const head = /^ */.exec(line)?.[0] ?? "";
  const body = wrapAnsi(line.slice(head.length), Math.max(1, width - Math.max(hang, head.length)));
  const [first = "", ...others] = body.split("\n");
  return [head + first, ...others.map((each) => " ".repeat(hang) + each)].join("\n");
}

/** Where the last column of a line begins, in the left half of it; columns are two spaces or more apart. */
function hangOf(line: string, width: number): number {
  const starts = [...line.matchAll(/ {2,}(?=\S)/g)].map((gap) => gap.index + gap[0].length);
  const known = starts.filter((start) => start <= width / 2);
  return known.at(-1) ?? Math.min(2, Math.floor(width / 4));
}
