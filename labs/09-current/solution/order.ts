/** Digests of an image's layers, from the ground up. */
export type Layers = readonly string[];

/**
 * Which images must be built again when the base `moved` was mended, in an order that works: each after all that it
 * stands on. `moved` itself is not in the list, since its makers have built it.
 */
export function rebuildOrder(images: Readonly<Record<string, Layers>>, moved: string): string[] {
  const ground = images[moved] ?? [];
  return Object.entries(images)
    .filter(([name, layers]) => name !== moved && ground.every((digest, at) => digest === layers[at]))
    .sort(([, a], [, b]) => a.length - b.length)
    .map(([name]) => name);
}
