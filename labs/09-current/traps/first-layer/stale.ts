/** What an image is made of, as `docker image inspect` has it. */
export interface Image {
  /** Digests of its layers, from the ground up. */
  readonly layers: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** What a name meant at one time. */
export interface Edition {
  readonly digest: string;
  readonly layers: readonly string[];
}

/** A base: its name, what that means now, and what it has meant before. */
export interface Base {
  readonly name: string;
  readonly now: Edition;
  readonly before: readonly Edition[];
}

/**
 * Whether an image stands on what the base's name means now.
 * "unknown": neither its layers nor its labels say that it stands on any edition of this base.
 */
export function staleness(image: Image, base: Base): "current" | "stale" | "unknown" {
  const begins = (edition: Edition): boolean => edition.layers.every((digest, at) => digest === image.layers[at]);
  if (begins(base.now)) return "current";
  return image.layers[0] === base.now.layers[0] ? "stale" : "unknown";
}
