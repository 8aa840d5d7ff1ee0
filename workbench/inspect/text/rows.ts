import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import type { Row, Section, Tone } from "../words/section.ts";
import type { Style } from "./style.ts";

const INDENT = "  ";
const SIGNS: Readonly<Record<Tone, string>> = { good: "✓", bad: "✗", warn: "!" };

/** A part of a report: its title, the sentence that explains it, and its rows with their values in one column. */
export function sectionText(section: Section, style: Style): string {
  const lead = section.lead === "" ? [] : [style.paint("quiet", indented(section.lead, style.width))];
  return [style.paint("title", section.title), ...lead, rowsText(section.rows, style)]
    .filter((part) => part !== "")
    .join("\n");
}

/** Rows with their values in one column, or below their labels where those are too long for that. */
export function rowsText(rows: readonly Row[], style: Style): string {
  const longest = Math.max(0, ...rows.map(({ label }) => stringWidth(label)));
  const beside = longest <= style.width * 0.35;
  return rows.map((row) => (beside ? rowBeside(row, longest, style) : rowBelow(row, style))).join("\n");
}

function rowBeside(row: Row, labels: number, style: Style): string {
  const hang = " ".repeat(INDENT.length + labels + 2);
  const [first = "", ...others] = valueLines(row, style.width - hang.length, style);
  const label = row.label + " ".repeat(labels - stringWidth(row.label));
  const head = `${INDENT}${style.paint("quiet", label)}  ${first}`;
  return [head.trimEnd(), ...others.map((line) => (hang + line).trimEnd())].join("\n");
}

function rowBelow(row: Row, style: Style): string {
  const hang = INDENT.repeat(2);
  const lines = valueLines(row, style.width - hang.length, style);
  return [INDENT + style.paint("quiet", row.label), ...lines.map((line) => hang + line)].join("\n");
}

/** The sign of a row's tone and its value, then what more there is; each line at most so many columns wide. */
function valueLines({ value, tone, more = [] }: Row, columns: number, style: Style): string[] {
  const sign = tone ? `${SIGNS[tone]} ` : "";
  const texts = [...(sign + value === "" ? [] : [sign + value]), ...more];
  const lines = texts.flatMap((text) => wrapAnsi(text, Math.max(16, columns), { hard: true }).split("\n"));
  const [first = "", ...others] = lines;
  return tone ? [style.paint(tone, sign.trim()) + first.slice(sign.length - 1), ...others] : lines;
}

function indented(text: string, width: number): string {
  return wrapAnsi(text, width - INDENT.length)
    .split("\n")
    .map((line) => INDENT + line)
    .join("\n");
}
