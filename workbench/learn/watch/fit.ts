import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import type { Line } from "./state.ts";

/** Control characters of a file or a program's output would move the cursor; tabs have no fixed width. */
function shownText(text: string): string {
  return text.replaceAll("\t", "    ").replaceAll(/\p{Cc}/gu, "");
}

/** A line as rows that a terminal of this width holds, each with the line's tone. Pure. */
export function fitLine({ text, tone, indent = 0, hang = 0 }: Line, columns: number): Line[] {
  const most = Math.max(8, columns);
  const first = Math.min(indent, most - 8);
  const next = Math.min(indent + hang, most - 8);
  const rows: string[] = [];
  let rest = shownText(text).trimEnd();
  // The first row begins further left than the others, so it is broken off alone.
  const [head = ""] = wrapAnsi(rest, most - first, { hard: true, trim: false }).split("\n", 1);
  rows.push(" ".repeat(first) + head.trimEnd());
  rest = rest.slice(head.length).trimStart();
  if (rest !== "")
    for (const row of wrapAnsi(rest, most - next, { hard: true, trim: true }).split("\n"))
      rows.push(" ".repeat(next) + row.trimEnd());
  return rows.map((row) => ({ text: row, ...(tone === undefined ? {} : { tone }) }));
}

/** Text cut so that it fits, with a sign that it was cut. Pure. */
export function cutTo(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let cut = "";
  for (const sign of new Intl.Segmenter().segment(text)) {
    if (stringWidth(cut + sign.segment) > columns - 1) break;
    cut += sign.segment;
  }
  return `${cut}…`;
}
