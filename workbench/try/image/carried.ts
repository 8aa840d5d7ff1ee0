import type { BaseVerdict } from "../../image/base/types.ts";
import type { ImageRead } from "../../image/read.ts";
import { neededPaths } from "./needed.ts";
import { ownPaths } from "./own.ts";
import { startPaths } from "./start-paths.ts";

/** What of an image is laid on other bases. */
export interface Carried {
  readonly basis: "layers" | "needs";
  /** What is said of its base. */
  readonly verdict: BaseVerdict;
  /** Paths of the image's merged tree. */
  readonly paths: ReadonlySet<string>;
  /** Those of them that its base has too: written again, or a folder with another owner or mode. */
  readonly changed: ReadonlySet<string>;
  /** Paths, as they are written, that must lead to the same files on any base. */
  readonly startPaths: readonly string[];
  /** What it deletes of its base: topmost paths. */
  readonly deleted: readonly string[];
  /** Sentences about what can't be carried. */
  readonly notes: readonly string[];
}

/**
 * Chooses what to carry: what the layers above the base hold, where layers tell where the base ends; else what the image's
 * start needs. Pure.
 * @param verdicts what `identifyBase` says, best first; never empty
 */
export function carriedOf(
  image: ImageRead,
  verdicts: readonly BaseVerdict[],
  command: readonly string[] = [],
): Carried {
  const start = startPaths(image, command);
  const byLayers = verdicts.find((verdict) => tellsLayers(verdict, image.layers.length));
  if (byLayers && byLayers.baseLayers !== null)
    return { basis: "layers", verdict: byLayers, startPaths: start, ...ownPaths(image, byLayers.baseLayers) };
  const [verdict] = verdicts;
  if (!verdict) throw new Error("identifyBase always says something.");
  return {
    basis: "needs",
    verdict,
    paths: neededPaths(image, start),
    changed: new Set(),
    startPaths: start,
    deleted: [],
    notes: [
      "No layer tells where its base ends, so only what its start needs and its config names was carried. What it opens later stayed behind.",
    ],
  };
}

/** A guess that leaves nothing on top, or all, does not tell what was added. */
function tellsLayers({ baseLayers, certainty, kind }: BaseVerdict, layers: number): boolean {
  if (baseLayers === null) return false;
  return certainty !== "guess" || (kind !== "scratch" && baseLayers < layers);
}
