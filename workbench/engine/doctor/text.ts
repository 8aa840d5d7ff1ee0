import { styleText } from "node:util";
import { canRun } from "./checks.ts";
import type { Check, Observations } from "./types.ts";

const MARK = { ok: "✓", note: "!", fail: "✗" } as const;
const COLOUR = { ok: "green", note: "yellow", fail: "red" } as const;

/** The doctor's page: each check with its advice, the verdict, and a block for a bug report. */
export function doctorText(seen: Observations, checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ title }) => title.length));
  const lines = checks.flatMap(({ status, title, seen: what, advice }) => [
    `${styleText(COLOUR[status], MARK[status])} ${title.padEnd(width)}  ${what}`,
    ...(advice ? [`  ${" ".repeat(width)}  → ${advice}`] : []),
  ]);
  const verdict = canRun(checks) ? "Labs can run on this machine." : "Labs can't run on this machine yet.";
  const page = seen.fault ? ["", seen.fault.message] : [];
  return [
    ...lines,
    "",
    verdict,
    ...page,
    "",
    "For a bug report, paste this:",
    "",
    ...block(seen, checks),
  ].join("\n");
}

/** Plain text without colours, in a Markdown fence. */
function block(seen: Observations, checks: readonly Check[]): readonly string[] {
  return [
    "```text",
    ...checks.map(({ id, status, seen: what }) => `${id}: ${status}: ${what}`),
    ...seen.tried.map(({ endpoint, foundBy, reason }) => `tried: ${endpoint} (${foundBy}): ${reason}`),
    "```",
  ];
}
