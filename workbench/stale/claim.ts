import type { BaseCandidate } from "../image/base/types.ts";
import type { ImageSummary } from "../engine/types.ts";

/** What an image says, or shows, of the base that it was built on. */
export interface Claim {
  readonly name: string;
  readonly knownBy: "option" | "label" | "layers";
  /** The base's digest when the image was built; null where nothing says it. */
  readonly digestThen: string | null;
}

/** The keys are those of the OCI image specification, annotations.md. */
const NAME = "org.opencontainers.image.base.name";
const DIGEST = "org.opencontainers.image.base.digest";

/**
 * Which name to ask for: the one that was given, else the label's, else that of the nearest base whose layers begin the
 * image's. Null where nothing tells. Pure. A label is inherited, so one that a base of the catalogue carries too is not
 * the image's own word, and is passed over.
 */
export function claimOf(
  image: ImageSummary,
  candidates: readonly BaseCandidate[],
  named?: string,
): Claim | null {
  const label = (key: string): string | null => {
    const text = image.labels[key]?.trim() ?? "";
    const inherited = candidates.some(
      (each) => each.id !== image.id && each.labels[key] === text && isUnder(each.layers, image.layers),
    );
    return text === "" || inherited ? null : text;
  };
  const name = label(NAME);
  const digestThen = label(DIGEST);
  if (named !== undefined)
    return { name: named, knownBy: "option", digestThen: name === named ? digestThen : null };
  if (name !== null) return { name, knownBy: "label", digestThen };
  const nearest = candidates
    .filter((each) => each.id !== image.id && isUnder(each.layers, image.layers))
    .sort((a, b) => b.layers.length - a.layers.length || rank(a) - rank(b))[0];
  return nearest ? { name: nearest.reference, knownBy: "layers", digestThen: null } : null;
}

const rank = ({ kind }: BaseCandidate): number => (kind === "catalogue" ? 0 : 1);

/** Whether one image's layers are the beginning of another's: that is what standing on it means. */
export function isUnder(base: readonly string[], image: readonly string[]): boolean {
  return (
    base.length > 0 && base.length <= image.length && base.every((digest, index) => digest === image[index])
  );
}
