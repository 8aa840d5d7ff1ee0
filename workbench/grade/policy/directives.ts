import { broken, type Broken } from "./rules.ts";

/** A line before the first instruction that tells the builder how to read the file. */
export interface BrokenLine extends Broken {
  readonly line: number;
  readonly text: string;
}

/**
 * Lines that name another parser or another escape sign. BuildKit finds a syntax line after `#` and after `//`, below a
 * `#!` line, and as a key of a first line of JSON; some versions also after blank lines. So every line before the first
 * instruction counts. Pure.
 */
export function brokenDirectives(text: string): BrokenLine[] {
  const found: BrokenLine[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    const line = raw.trim();
    const directive = /^(?:#|\/\/)\s*(\w+)\s*=\s*(.+)$/.exec(line);
    const name = /^\{.*"syntax"/i.test(line) ? "syntax" : directive?.[1]?.toLowerCase();
    if (name === "syntax") found.push({ line: index + 1, text: line, ...broken("syntax-line") });
    if (name === "escape" && directive?.[2]?.trim() !== "\\")
      found.push({ line: index + 1, text: line, ...broken("escape-line") });
    if (line !== "" && !/^(#|\/\/|\{)/.test(line)) break;
  }
  return found;
}
