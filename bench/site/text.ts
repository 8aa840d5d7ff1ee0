import { boundsOf } from "./bounds.ts";
import { COLUMNS, rowOf } from "./rows.ts";
import type { Result } from "./schema.ts";

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** The result as Markdown: what was measured where, the table, and each bound. */
export function asMarkdown(result: Result): string {
  return [
    "# The site beside its peers",
    "",
    howMeasured(result).join(" "),
    "",
    line(COLUMNS),
    line(COLUMNS.map(() => "---")),
    ...result.sites.map((site) => line(rowOf(site))),
    "",
    line(["Figure", "Bound", "Measured", ""]),
    line(["---", "---", "---", "---"]),
    ...boundsOf(result).map(({ says, bound, measured, met, missedBy, why }) =>
      line([says, bound, measured, met ? "met" : `missed by ${missedBy}. ${why}`]),
    ),
    "",
    ...result.sites.map(
      ({ name, what, axe }) =>
        `- ${name}: ${what}${axe !== undefined && axe.rules.length > 0 ? `; axe: ${axe.rules.join(", ")}` : ""}`,
    ),
    "",
  ].join("\n");
}

/** Where and how a run has measured, in sentences. */
export function howMeasured(result: Result): string[] {
  const { date, machine, browser, lighthouse, runs, builds, most, chapter } = result;
  return [
    ...(most === null
      ? []
      : [`Only a trial: at most ${most} chapters and pages of each site were looked at.`]),
    `Measured on ${date.slice(0, 10)} with ${machine.cores} cores (${machine.processor}), Node ${machine.node.replace(/^v/, "")} and ${browser}.`,
    `The machine's load was ${machine.loadBefore} before and ${machine.loadAfter} after.`,
    `Build: from nothing, ${count(builds, "build")}.`,
    `LCP, TBT and CLS: Lighthouse ${lighthouse} as it comes, which simulates a phone on a slow line; chapter ${chapter}, ${count(runs, "run")}.`,
    "The browser has --disable-gpu: without a graphics card each page first waits for a process that paints in its place, and Lighthouse would count that as blocking, for every site.",
    "Bytes: gzip, each chapter, until nothing is asked for any more; then once more after scrolling to the end.",
  ];
}

const count = (many: number, what: string): string =>
  many === 1 ? `one ${what}` : `median of ${many} ${what}s`;
