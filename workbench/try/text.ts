import { formatBytes } from "../image/describe.ts";
import type { Attempt, TryResult } from "./schema.ts";
import { WORDS } from "./try.ts";

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
    result.attempts.filter((each) => each.verdict !== "works"),
    ({ verdict, line, says, why }) => JSON.stringify([verdict, line, says, why]),
  );
  return [
    `${result.dockerfile}, line ${result.line}: FROM ${result.base}`,
    "",
    ...rows,
    ...[...groups.values()].flatMap((alike) => ["", ...details(alike)]),
  ].join("\n");
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
    ...seen.map((line, index) => `  ${index === 0 ? "seen " : "     "} ${line}`),
    ...(each.why === "" ? [] : [`  why   ${each.why}`]),
  ];
}
