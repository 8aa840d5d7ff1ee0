import { distance } from "fastest-levenshtein";

/**
 * Pages that somebody who typed, or followed, a wrong address may have meant: nearest first, at most three. None, when
 * the address is like nothing.
 * @param base path of the site; an address may also have been written without it
 */
export function nearestPages(wrong: string, paths: readonly string[], base: string): string[] {
  const wanted = words(wrong, base);
  if (wanted === "") return [];
  return paths
    .map((path) => ({ path, far: apart(wanted, words(path, base)) }))
    .filter(({ far }) => far <= 0.6)
    .sort((a, b) => a.far - b.far || a.path.localeCompare(b.path, "en"))
    .slice(0, 3)
    .map(({ path }) => path);
}

/** The part of an address that tells pages apart: `/course/05-alpine-and-musl/` → `05-alpine-and-musl`. */
function words(path: string, base: string): string {
  const inside = path.startsWith(base) ? path.slice(base.length) : path;
  const parts = inside.split("/").filter((part) => part !== "" && part !== "course");
  return (parts.at(-1) ?? "").toLowerCase().replace(/\.html?$/, "");
}

/** 0 for the same, 1 for nothing in common. Who writes `alpine` means the page that has the word in its name. */
function apart(wanted: string, name: string): number {
  if (name === "") return 1;
  if (wanted.length > 2 && name.includes(wanted)) return 0.1;
  return distance(wanted, name) / Math.max(wanted.length, name.length);
}
