/** Digests of an image's layers, from the ground up. */
export type Layers = readonly string[];

/**
 * Name of the base that an image stands on most directly, or "scratch" when it stands on none of them.
 * `bases` is what the names mean today: name → layers.
 */
export function baseOf(image: Layers, bases: Readonly<Record<string, Layers>>): string {
  let [found, height] = ["scratch", 0];
  for (const [name, layers] of Object.entries(bases)) {
    const isUnder = layers.every((digest, index) => image[index] === digest);
    // Several bases fit when one of them stands on another. The highest is the one that FROM named.
    if (isUnder && layers.length > height) [found, height] = [name, layers.length];
  }
  return found;
}
