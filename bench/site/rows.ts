import { kb, ms, s, seconds } from "./units.ts";
import type { Median, SiteResult } from "./schema.ts";

export const COLUMNS = [
  "Site",
  "Build",
  "LCP",
  "TBT",
  "CLS",
  "JavaScript of a chapter",
  "JavaScript before the first paint",
  "JavaScript, read to the end",
  "All of a chapter",
  "Requests",
  "axe, both themes",
] as const;

/** A row of the table, cell by cell: what a reader compares between the sites. */
export function rowOf({ name, build, paint, chapters, axe }: SiteResult): readonly string[] {
  const middle = (pick: (chapter: SiteResult["chapters"][number]) => number): number => {
    const sorted = chapters.map(pick).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  const most = (pick: (chapter: SiteResult["chapters"][number]) => number): number =>
    Math.max(...chapters.map(pick));
  return [
    name,
    range(build, seconds),
    range(paint.lcp, s),
    range(paint.tbt, ms),
    paint.cls.median.toFixed(3),
    `${kb(middle(({ js }) => js))}, at most ${kb(most(({ js }) => js))}`,
    kb(most(({ jsBeforePaint }) => jsBeforePaint)),
    kb(middle(({ jsToTheEnd }) => jsToTheEnd)),
    kb(middle(({ all }) => all)),
    String(middle(({ requests }) => requests)),
    axe === undefined ? "not looked at" : `${axe.violations} on ${axe.pages} pages`,
  ];
}

/** The median, and between what the values lay where they differ. */
function range({ median, min, max }: Median, show: (value: number) => string): string {
  const shown = show(median);
  return min === max ? shown : `${shown} (${show(min)} to ${show(max)})`;
}
