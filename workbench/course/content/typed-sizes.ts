import { lineAt, type Finding } from "./finding.ts";
import { proseOf } from "./prose.ts";

/** A measured size typed by hand: 7.7 MB, 120kB, 3 megabytes. */
const typedSize = /\b\d[\d.,]*\s?(?:[kMGT]i?B|kilobytes?|megabytes?|gigabytes?)\b/g;

/** Sizes in the page's prose that no recording stands behind. */
export function typedSizeFindings(file: string, page: string): Finding[] {
  const prose = proseOf(page);
  return [...prose.matchAll(typedSize)].map((match) => ({
    file,
    line: lineAt(prose, match.index),
    says: `"${match[0]}" is typed by hand: show it with a component that reads the recording`,
  }));
}
