import { formatBytes } from "../image/describe.ts";
import type { Attempt, TryResult } from "./schema.ts";
import { WORDS } from "./bases.ts";

const SIGNS: Readonly<Record<Attempt["verdict"], string>> = {
  works: "✓",
  differs: "≈",
  breaks: "✗",
  "not-built": "✗",
  fault: "!",
};

/** What was tried, as a person reads it: a line a base, then each that does not work, with what was seen and why. Pure. */
export function tryText(result: TryResult): string {
  const width = Math.max(...result.attempts.map((each) => each.base.length));
  const rows = result.attempts.map((each) => {
    const words = each.own ? `${WORDS[each.verdict]} (its own base)` : WORDS[each.verdict];
    return `${SIGNS[each.verdict]} ${each.base.padEnd(width)}  ${words.padEnd(32)}  ${sizes(each)}`.trimEnd();
  });
  const groups = Map.groupBy(
    result.attempts.filter(({ verdict, notes }) => verdict !== "works" || notes.length > 0),
    ({ verdict, line, says, why, notes }) => JSON.stringify([verdict, line, says, why, notes]),
  );
  return [
    ...head(result),
    "",
    ...rows,
    ...[...groups.values()].flatMap((alike) => ["", ...details(alike)]),
  ].join("\n");
}

function head({ target, dockerfile, line, base, carried }: TryResult): string[] {
  if (carried === null) return [`${dockerfile}, line ${line}: FROM ${base}`];
  const { certainty, why, files, unpackedBytes, settings, notes } = carried;
  const stands =
    base === null ? "stands on a base that has no name here" : `stands on ${base} (${certainty})`;
  const amount = `${files} ${files === 1 ? "file" : "files"}, ${formatBytes(unpackedBytes)} unpacked`;
  return [
    `${target} ${stands}: ${why[0] ?? ""}`,
    `Laid on the others: ${amount}${settings.length > 0 ? ", with" : ""}`,
    ...settings.map((line) => `  ${line}`),
    ...notes,
  ];
}

function sizes({ unpackedBytes, compressedBytes }: Attempt): string {
  if (unpackedBytes === null) return "";
  const compressed = compressedBytes === null ? "" : `, ${formatBytes(compressedBytes)} compressed`;
  return `${formatBytes(unpackedBytes)} unpacked${compressed}`;
}

/** Bases on which the same was seen, told once. */
function details(alike: readonly Attempt[]): string[] {
  const [each] = alike;
  if (!each) return [];
  const at = each.line === null ? "" : `, line ${each.line}`;
  const seen = each.says.trimEnd().split("\n");
  return [
    `${alike.map(({ base }) => base).join(", ")}: ${WORDS[each.verdict]}${at}`,
    ...(each.verdict === "works" ? [] : seen).map(
      (line, index) => `  ${index === 0 ? "seen " : "     "} ${line}`,
    ),
    ...(each.why === "" ? [] : [`  why   ${each.why}`]),
    ...each.notes.map((note) => `  mind  ${note}`),
  ];
}
