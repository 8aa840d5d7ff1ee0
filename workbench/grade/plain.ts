import { stripVTControlCharacters } from "node:util";
import { clean } from "../inspect/clean.ts";

/** What a CI service takes for orders when it stands at the beginning of a line of a log. */
const COMMAND = /^\s*(?:::|##\[)/;

/**
 * A text that may come from a student, fit for a page, a sheet and a log: terminal codes are gone, signs that can't be seen
 * are spelled out, and no line is an order to a CI service. Its lines stay lines. Pure.
 */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
    .split(/\r?\n/)
    .map((line) => clean(line.replaceAll("\t", "    ")))
    .map((line) => (COMMAND.test(line) ? `| ${line}` : line))
    .join("\n");
}

/** `plain`, on one line. */
export function plainLine(text: string): string {
  return plain(text).replaceAll("\n", " ").trim();
}
