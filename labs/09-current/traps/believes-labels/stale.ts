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
  if (image.labels["org.opencontainers.image.base.name"] === base.name)
    return image.labels["org.opencontainers.image.base.digest"] === base.now.digest ? "current" : "stale";
  const under = [base.now, ...base.before]
    .filter(({ layers }) => layers.every((digest, at) => digest === image.layers[at]))
    .sort((a, b) => b.layers.length - a.layers.length)[0];
  if (!under) return "unknown";
  return under === base.now ? "current" : "stale";
}
