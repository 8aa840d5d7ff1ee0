import type { Recorded } from "./recorded.ts";

/** Observations by the recording that they come from, each as one that names all of them, their bases and programs. Pure. */
export function byRecording(recorded: readonly Recorded[]): readonly Recorded[] {
  const recordings = [...new Set(recorded.map(({ again }) => again))];
  return recordings.flatMap((again) => {
    const [first, ...others] = recorded.filter((each) => each.again === again);
    if (first === undefined) return [];
    const all = [first, ...others];
    const unique = <T extends { id: string }>(of: (each: Recorded) => readonly T[]): T[] => [
      ...new Map(all.flatMap(of).map((each) => [each.id, each])).values(),
    ];
    const provenance = {
      ...first.provenance,
      bases: unique((each) => each.provenance.bases),
      programs: unique((each) => each.provenance.programs),
    };
    return [{ ...first, of: all.map(({ of }) => of).join(", "), provenance }];
  });
}
