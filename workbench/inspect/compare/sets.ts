/** What several images have under the same names: which names one has alone, and which values differ. */
export interface Side {
  readonly everywhere: readonly string[];
  /** Names that only this image has; one list for each image, in order. */
  readonly only: readonly (readonly string[])[];
  /** Names that at least two images have with different values; null where an image lacks the name. */
  readonly differ: readonly { readonly name: string; readonly values: readonly (string | null)[] }[];
  /** How many names every image has with one and the same value. */
  readonly same: number;
}

/** Lays maps from name to value side by side. Names come sorted. */
export function sideBySide(maps: readonly ReadonlyMap<string, string>[]): Side {
  const names = [...new Set(maps.flatMap((map) => [...map.keys()]))].sort();
  const rows = names.map((name) => ({ name, values: maps.map((map) => map.get(name) ?? null) }));
  const here = (row: (typeof rows)[number]) => row.values.filter((value) => value !== null);
  return {
    everywhere: rows.filter((row) => here(row).length === maps.length).map(({ name }) => name),
    only: maps.map((map) =>
      rows.filter((row) => here(row).length === 1 && map.has(row.name)).map(({ name }) => name),
    ),
    differ: rows.filter((row) => new Set(here(row)).size > 1),
    same: rows.filter((row) => here(row).length === maps.length && new Set(row.values).size === 1).length,
  };
}
