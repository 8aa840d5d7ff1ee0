import type { ImageFacts } from "../types.ts";
import type { BaseCandidate, Finding } from "./types.ts";

/** OCI image specification, annotations.md: the image that this one is based on. */
const NAME = "org.opencontainers.image.base.name";
const DIGEST = "org.opencontainers.image.base.digest";

/**
 * What the labels add to what the layers prove: a reason more for a base that they name too, or a verdict of their own. A
 * label is a claim: its builder set it, children inherit it, and the name may mean another image by now.
 */
export function labelFindings(
  { config: { labels } }: Pick<ImageFacts, "config">,
  candidates: readonly BaseCandidate[],
  byLayers: readonly Finding[],
): Finding[] {
  const name = labels[NAME]?.trim() || null;
  const digest = labels[DIGEST]?.trim() || null;
  if (name === null && digest === null) return [...byLayers];
  const claimed =
    name === null ? (digest ?? "") : digest === null || name.includes("@") ? name : `${name}@${digest}`;
  const meant = candidates.filter((candidate) => isMeant(candidate, name, digest));
  const confirmed = byLayers.find(({ reference }) => meant.some((each) => each.reference === reference));
  if (confirmed)
    return byLayers.map((each) =>
      each === confirmed ? { ...each, why: [...each.why, "Its labels name it too."] } : each,
    );
  const from = byLayers
    .map(({ reference }) => candidates.find((each) => each.reference === reference))
    .find((base) => base && base.labels[NAME] === labels[NAME] && base.labels[DIGEST] === labels[DIGEST]);
  return [
    ...byLayers,
    {
      ...claim(claimed, meant.length > 0, from ?? null, digest),
      reference: claimed,
      kind: "label",
      baseLayers: null,
    },
  ];
}

function claim(
  claimed: string,
  isHere: boolean,
  from: BaseCandidate | null,
  digest: string | null,
): Pick<Finding, "certainty" | "why"> {
  const says = `Its labels say that it stands on ${claimed}.`;
  if (from)
    return {
      certainty: "likely",
      why: [`${says} It inherits them from ${from.reference}, so they name what that stands on.`],
    };
  if (!isHere)
    return {
      certainty: "likely",
      why: [
        says,
        "No such image is here to compare layers with; labels are inherited, and anybody can set them.",
      ],
    };
  if (digest === null)
    return {
      certainty: "likely",
      why: [
        says,
        "Its layers are not those of the image that is here under that name: another release of it, or a label that was inherited.",
      ],
    };
  return { certainty: "guess", why: [says, "The image of that name is here, and its layers are others."] };
}

function isMeant(candidate: BaseCandidate, name: string | null, digest: string | null): boolean {
  if (digest !== null && [...candidate.digests, candidate.id].includes(digest)) return true;
  const wanted = name === null ? null : shortReference(name);
  return (
    wanted !== null &&
    [candidate.reference, ...candidate.alsoKnownAs].some((each) => shortReference(each) === wanted)
  );
}

/** A reference without what may be left out: Docker Hub's names, `latest`, a digest. */
function shortReference(reference: string): string {
  return reference
    .replace(/@.*$/, "")
    .replace(/^(?:index\.)?docker\.io\//, "")
    .replace(/^library\//, "")
    .replace(/:latest$/, "");
}
