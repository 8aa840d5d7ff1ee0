const steps: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The next thing of a grid in an arrow key's direction, holes passed over; null for another key, or where nothing follows. Pure. */
export function neighbour<T>(grid: readonly (readonly (T | null)[])[], from: T, key: string): T | null {
  const [down, right] = steps[key] ?? [0, 0];
  if (down === 0 && right === 0) return null;
  let y = grid.findIndex((row) => row.includes(from));
  let x = grid[y]?.indexOf(from) ?? -1;
  do {
    y += down;
    x += right;
    if (grid[y]?.[x] === undefined) return null;
  } while (grid[y]?.[x] === null);
  return grid[y]?.[x] ?? null;
}
