import { COLUMNS, boundsOf, rowOf } from "./bounds.ts";
import type { Result } from "./schema.ts";

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** The result as Markdown: what was measured where, the table, and each bound. */
export function asMarkdown(result: Result): string {
  const { date, machine, runs, chapter, sites } = result;
  return [
    "# The site beside its peers",
    "",
    `${date.slice(0, 10)}, ${machine.cores} cores, Node ${machine.node}, load ${machine.loadBefore} before and ${machine.loadAfter} after. Paint: Lighthouse, mobile, \`${chapter}\`, median of ${runs} (smallest to largest). Bytes: gzip, every chapter.`,
    "",
    line(COLUMNS),
    line(COLUMNS.map(() => "---")),
    ...sites.map((site) => line(rowOf(site))),
    "",
    line(["Figure", "Bound", "Measured", ""]),
    line(["---", "---", "---", "---"]),
    ...boundsOf(result).map(({ says, bound, measured, met, missedBy, why }) =>
      line([says, bound, measured, met ? "met" : `missed by ${missedBy}. ${why}`]),
    ),
    "",
    ...sites.map(
      ({ name, what, axe }) =>
        `- ${name}: ${what}${axe.rules.length > 0 ? `; axe: ${axe.rules.join(", ")}` : ""}`,
    ),
    "",
  ].join("\n");
}
