import { directory } from "./entry.ts";
import type { RootEntry } from "./entry.ts";

/**
 * Lays lists of entries over each other, the later one winning where two have the same path, adds parent folders that
 * nobody named, and sorts by path, so that a parent always stands before its children.
 */
export function mergeEntries(...lists: readonly (readonly RootEntry[])[]): readonly RootEntry[] {
  const byPath = new Map<string, RootEntry>();
  for (const entry of lists.flat()) byPath.set(entry.path, entry);
  for (const path of [...byPath.keys()]) {
    for (const parent of parents(path)) {
      if (!byPath.has(parent)) byPath.set(parent, directory(parent));
    }
  }
  const all = [...byPath.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  // A hardlink must follow the file it points at, wherever the sorting put that.
  return [
    ...all.filter((entry) => entry.type !== "hardlink"),
    ...all.filter((entry) => entry.type === "hardlink"),
  ];
}

function parents(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** A stream of entries with some more at its end; those of the stream that have the same path are left out. */
export async function* withEntries(
  entries: AsyncIterable<RootEntry> | Iterable<RootEntry>,
  more: readonly RootEntry[],
): AsyncGenerator<RootEntry> {
  const replaced = new Set(more.map((entry) => entry.path));
  for await (const entry of entries) if (!replaced.has(entry.path)) yield entry;
  yield* more;
}
