import type { Observation } from "./schema.ts";

type MatrixObservation = Extract<Observation, { kind: "matrix" }>;
export type MatrixCell = MatrixObservation["cells"][number];

/**
 * A table of runs that were recorded already, its rows and columns in the order in which cells name them. Pure.
 * Throws an Error that names a cell's run which was not recorded.
 */
export function matrixOf(
  key: string,
  title: string,
  cells: readonly MatrixCell[],
  recorded: Readonly<Record<string, Observation>>,
): MatrixObservation {
  for (const { run } of cells) {
    if (recorded[run]?.kind !== "run") throw new Error(`Matrix "${key}": no run "${run}" was recorded.`);
  }
  const rows = [...new Set(cells.map((cell) => cell.row))];
  const columns = [...new Set(cells.map((cell) => cell.column))];
  return { kind: "matrix", title, rows, columns, cells: cells.map((cell) => ({ ...cell })) };
}
