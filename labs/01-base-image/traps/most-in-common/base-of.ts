/** Digests of an image's layers, from the ground up. */
export type Layers = readonly string[];

/**
 * Name of the base that an image stands on most directly, or "scratch" when it stands on none of them.
 * `bases` is what the names mean today: name → layers.
 */
export function baseOf(image: Layers, bases: Readonly<Record<string, Layers>>): string {
  const shared = (name: string): number => (bases[name] ?? []).filter((digest) => image.includes(digest)).length;
  const [best = "scratch"] = Object.keys(bases).sort((one, other) => shared(other) - shared(one));
  return shared(best) > 0 ? best : "scratch";
}
