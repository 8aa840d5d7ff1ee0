import type { ImageFacts } from "../types.ts";
import type { BaseCandidate, Finding } from "./types.ts";

type Image = Pick<ImageFacts, "id" | "layers">;

/** Candidates whose layers are the image's first ones. */
export function layerFindings(image: Image, candidates: readonly BaseCandidate[]): Finding[] {
  return candidates.flatMap((candidate) => {
    const own = candidate.layers.length;
    if (own === 0 || commonLayers(image, candidate) < own) return [];
    const found = findingOf(image, candidate);
    return found ? [{ ...found, kind: candidate.kind, reference: candidate.reference, baseLayers: own }] : [];
  });
}

type Told = Pick<Finding, "certainty" | "why" | "isItself">;

function findingOf(image: Image, candidate: BaseCandidate): Told | null {
  const { kind, id, reference, layers, digests } = candidate;
  if (id === image.id) {
    // Any other tag of an image says nothing of what it stands on.
    if (kind === "engine") return null;
    return {
      certainty: "certain",
      isItself: true,
      why: [`It is ${reference} itself: the image ids are equal.`],
    };
  }
  const isWhole = layers.length === image.layers.length;
  if (isWhole && kind === "engine") {
    const why = `It has the very layers of ${reference} and no more. Which of the two is built on the other, they do not say.`;
    return { certainty: "guess", why: [why] };
  }
  const subject = isWhole
    ? "Its layers are those"
    : layers.length === 1
      ? "Its first layer is that"
      : `Its first ${layers.length} layers are those`;
  const why = [`${subject} of ${reference}, by digest.`];
  if (isWhole) why.push("Only its config differs.");
  if (kind === "catalogue" || digests.length > 0) return { certainty: "certain", why };
  why.push(`${reference} was built here: a build that went the same way up to there would look the same.`);
  return { certainty: "likely", why };
}

/** How many first layers both have. */
function commonLayers(image: Image, { layers }: BaseCandidate): number {
  const at = layers.findIndex((digest, index) => image.layers[index]?.digest !== digest);
  return at < 0 ? layers.length : at;
}

/** The image with the most first layers in common, where that is more than any base accounts for: both stand on something. */
export function sharedFinding(
  image: Image,
  candidates: readonly BaseCandidate[],
  known: number,
): Finding | null {
  let best: { reference: string; layers: number } | null = null;
  for (const candidate of candidates) {
    const layers = commonLayers(image, candidate);
    if (candidate.id === image.id || layers <= known || layers <= (best?.layers ?? 0)) continue;
    // All of the candidate's are a base of it; all of the image's make it a base of the candidate.
    if (layers < candidate.layers.length && layers < image.layers.length)
      best = { reference: candidate.reference, layers };
  }
  if (!best) return null;
  const subject = best.layers === 1 ? "Its first layer is" : `Its first ${best.layers} layers are`;
  const why = `${subject} also in ${best.reference}: both stand on something that has no name here.`;
  return { reference: null, kind: "shared", certainty: "guess", why: [why], baseLayers: best.layers };
}
