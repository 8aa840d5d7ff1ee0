import type { ImageNotes } from "../notes/schema.ts";
import { notesOf } from "../notes/notes.ts";
import type { ImageRead } from "../read.ts";
import { distributionFindings } from "./distribution.ts";
import { labelFindings } from "./labels.ts";
import { layerFindings, sharedFinding } from "./layers.ts";
import { scratchFinding } from "./scratch-base.ts";
import type { BaseCandidate, BaseVerdict, Finding } from "./types.ts";

const ORDER = ["certain", "likely", "guess"] as const;

/**
 * Which base an image stands on, the best verdict first: the nearest base before those that it stands on itself, what is
 * certain before what is likely. Never empty. Layers prove; labels are claims, which are inherited and may be old; files and
 * environment only tell a family, and are asked where nothing better is known.
 * @param notes what `notesOf` says of the image, where it is at hand already
 */
export function identifyBase(
  image: ImageRead,
  candidates: readonly BaseCandidate[],
  notes: ImageNotes = notesOf(image),
): BaseVerdict[] {
  const byLayers = layerFindings(image, candidates);
  const findings = labelFindings(image, candidates, byLayers);
  const longest = Math.max(0, ...byLayers.map(({ baseLayers }) => baseLayers ?? 0));
  const shared = sharedFinding(image, candidates, longest);
  if (shared) findings.push(shared);
  if (!findings.some(({ certainty }) => certainty !== "guess"))
    findings.push(...distributionFindings(image, notes));
  if (findings.length === 0) findings.push(scratchFinding(image, notes));
  return findings.sort(byWorth).map((finding) => withLayersOnTop(finding, image));
}

function byWorth(a: Finding, b: Finding): number {
  return (
    ORDER.indexOf(a.certainty) - ORDER.indexOf(b.certainty) ||
    nearness(b) - nearness(a) ||
    // The catalogue's name for an image that has others too.
    Number(b.kind === "catalogue") - Number(a.kind === "catalogue")
  );
}

/** More layers are nearer. A language's image stands on its distribution's, whose layers are known better. */
const nearness = ({ kind, baseLayers }: Finding) =>
  kind === "specialised" ? Number.MAX_SAFE_INTEGER : (baseLayers ?? 0);

function withLayersOnTop({ isItself = false, ...finding }: Finding, { layers }: ImageRead): BaseVerdict {
  const { baseLayers } = finding;
  const added = layers.map(({ digest, createdBy, unpackedBytes }, index) => ({
    index,
    digest,
    createdBy,
    unpackedBytes,
  }));
  return { ...finding, isItself, added: baseLayers === null ? null : added.slice(baseLayers) };
}
