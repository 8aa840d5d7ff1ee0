/** Digests of an image's layers, from the ground up. */
export type Layers = readonly string[];

/**
 * Name of the base that an image stands on most directly, or "scratch" when it stands on none of them.
 * `bases` is what the names mean today: name → layers.
 */
export function baseOf(image: Layers, bases: Readonly<Record<string, Layers>>): string {
  const names = Object.keys(bases);
  return names.find((name) => bases[name]?.[0] === image[0]) ?? "scratch";
}
