/** By which column a table is sorted, and which way; null: as the page has it. */
export type Order = { readonly by: string; readonly falling: boolean } | null;

/** The next order when a column's heading is pressed: largest first, smallest first, as it was. Pure. */
export function nextOrder(order: Order, by: string): Order {
  if (order?.by !== by) return { by, falling: true };
  return order.falling ? { by, falling: false } : null;
}

/** What a column says to an assistive tool. */
export function ariaSortOf(order: Order, by: string): "ascending" | "descending" | "none" {
  if (order?.by !== by) return "none";
  return order.falling ? "descending" : "ascending";
}

/** The rows in an order; equal ones keep their places. Pure. */
export function sorted<T>(
  rows: readonly T[],
  order: Order,
  values: Readonly<Record<string, (row: T) => number>>,
): readonly T[] {
  const valueOf = order === null ? undefined : values[order.by];
  if (order === null || valueOf === undefined) return rows;
  const sign = order.falling ? -1 : 1;
  return [...rows].sort((a, b) => sign * (valueOf(a) - valueOf(b)));
}
