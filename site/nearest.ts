import { distance } from "fastest-levenshtein";

/**
 * The names that somebody most likely meant: at most `count`, nearest first.
 * Names farther away than half their length are no help and are left out unless nothing is nearer.
 */
export function nearest(wanted: string, names: readonly string[], count = 3): string[] {
  const ranked = names
    .map((name) => ({ name, far: distance(wanted, name) }))
    .sort((a, b) => a.far - b.far || a.name.localeCompare(b.name));
  const near = ranked.filter(({ name, far }) => far <= Math.ceil(name.length / 2));
  return (near.length > 0 ? near : ranked).slice(0, count).map(({ name }) => name);
}
