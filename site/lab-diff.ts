import { structuredPatch } from "diff";

/** A line of a diff: kept, taken out or put in. */
export interface DiffLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** What a lab's solution makes of one file of its starter; parts that stay alike are left out, `null` stands for each. */
export interface FileDiff {
  readonly path: string;
  readonly lines: readonly (DiffLine | null)[];
}

/** Lines around a change that are shown with it. */
const CONTEXT = 3;

/**
 * The way from a starter's file to the solution's; null where they are alike. Either may be absent. Pure.
 * @param starter, solution texts of the file
 */
export function fileDiff(path: string, starter: string | null, solution: string | null): FileDiff | null {
  const { hunks } = structuredPatch(path, path, starter ?? "", solution ?? "", "", "", { context: CONTEXT });
  if (hunks.length === 0) return null;
  const lines = hunks.flatMap(({ lines: own }, index) => [
    ...(index > 0 ? [null] : []),
    ...own.flatMap(lineOf),
  ]);
  return { path, lines };
}

function lineOf(line: string): DiffLine[] {
  const sign = line.charAt(0);
  // `\ No newline at end of file` is about the file, not in it.
  return sign === " " || sign === "-" || sign === "+" ? [{ sign, text: line.slice(1) }] : [];
}
