import type { RecordedAs } from "../../lib/recorded.ts";

/** Which headings of a matrix are ids of bases; null where neither all rows nor all columns are. */
export function axisOfBases({ observation, provenance }: RecordedAs<"matrix">): "row" | "column" | null {
  const areBases = (names: readonly string[]): boolean =>
    names.every((name) => provenance.bases.some(({ id }) => id === name));
  if (areBases(observation.rows)) return "row";
  return areBases(observation.columns) ? "column" : null;
}
