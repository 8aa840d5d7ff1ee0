import wrapAnsi from "wrap-ansi";
import { formatBytes } from "../../image/describe.ts";
import { rowsText } from "../../inspect/text/rows.ts";
import type { Style } from "../../inspect/text/style.ts";
import type { Row, Tone } from "../../inspect/words/section.ts";
import { counted } from "../../inspect/words/section.ts";
import type { Item, PrefetchReport } from "./types.ts";

const TONES: Readonly<Record<Item["state"], Tone>> = {
  there: "good",
  got: "good",
  "to get": "warn",
  failed: "bad",
  "only in a registry": "warn",
};

/** Each thing that a course day needs, then what it comes to. */
export function prefetchText({ items, proof }: PrefetchReport, style: Style): string {
  const parts = [
    rowsText(items.map(row), style),
    wrapAnsi(summary(items), style.width),
    ...(proof === null ? [] : [rowsText([proofRow(proof)], style)]),
  ];
  return parts.join("\n\n");
}

/** How many are there, how many bytes that is, and what is missing. Pure. */
export function summary(items: readonly Item[]): string {
  const there = items.filter(({ state }) => state === "there" || state === "got");
  const missing = items.filter(({ state }) => state === "to get");
  const failed = items.filter(({ state }) => state === "failed");
  const pulled = items.filter(({ state }) => state === "only in a registry");
  const lines = [`${there.length} of ${items.length} are there: ${size(there)} unpacked.`];
  if (missing.length > 0)
    lines.push(`${counted(missing.length, "is", "are")} to get: ${aboutSize(missing)}.`);
  if (failed.length > 0)
    lines.push(`${failed.length} failed. Run it again: what is there stays, and it goes on.`);
  if (pulled.length > 0) lines.push(`${pulled.length} only a registry has, and none is reached.`);
  return lines.join("\n");
}

function size(items: readonly Item[]): string {
  return formatBytes(items.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0));
}

/** What is not there yet was measured elsewhere, or never. */
function aboutSize(items: readonly Item[]): string {
  const unknown = items.filter(({ bytes }) => bytes === null).length;
  if (unknown === items.length) return "their sizes are not known";
  return `about ${size(items)} unpacked${unknown === 0 ? "" : `, and ${unknown} of unknown size`}`;
}

function row({ kind, id, state, bytes, note }: Item): Row {
  const parts = [
    state,
    ...(bytes === null ? [] : [`${formatBytes(bytes)} unpacked`]),
    ...(note ? [note] : []),
  ];
  return {
    label: `${kind} ${kind === "engine" || kind === "pages" ? "" : id}`.trim(),
    value: parts.join(", "),
    tone: TONES[state],
  };
}

function proofRow({ shown, how }: NonNullable<PrefetchReport["proof"]>): Row {
  const tone = shown === null ? "warn" : shown ? "good" : "bad";
  return { label: "without network", value: how, tone };
}
