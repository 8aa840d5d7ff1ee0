import type { Place } from "../journal/index-file.ts";
import type { Keyed } from "../schema/class.ts";

/** What is graded although a grade is there. */
export type Again = (submission: Keyed) => boolean;

/**
 * What is to be graded: of equal keys the first, and only what the journal lacks or what is to be graded again. A hand-in
 * that could not be graded is tried once more. One lab after the other, so that its runners are kept warm. Pure.
 */
export function planOf(
  submissions: readonly Keyed[],
  places: Readonly<Record<string, Place>>,
  again: Again = () => false,
): Keyed[] {
  const firsts = new Map<string, Keyed>();
  for (const each of submissions) {
    const known = places[each.key];
    const isGraded = known !== undefined && known.verdict !== "not-gradable";
    if ((isGraded && !again(each)) || firsts.has(each.key)) continue;
    firsts.set(each.key, each);
  }
  return [...firsts.values()].toSorted((one, other) => one.lab.localeCompare(other.lab));
}
