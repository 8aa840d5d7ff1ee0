import { BASE_TAG_PREFIX } from "../../engine/labels.ts";
import type { Engine, ImageSummary } from "../../engine/types.ts";
import type { BaseEntry } from "../catalogue.ts";
import { normalReference } from "../reference.ts";
import { sizesOf } from "../store/sizes.ts";
import type { Found, SourceContext } from "./types.ts";

/** The image that the engine holds under a base's own name, for the engine's platform; null when there is none. */
export async function heldImage(entry: BaseEntry, engine: Engine): Promise<ImageSummary | null> {
  if (!entry.inRegistry) return null;
  for (const reference of [entry.reference, normalReference(entry.reference)]) {
    const held = await engine.image(reference);
    if (held !== null && samePlatform(held.platform, engine.facts.platform)) return held;
  }
  return null;
}

/** Adds a tag of ours to an image that the engine holds, and measures it. The image itself stays as it is. */
export async function adopt(
  entry: BaseEntry,
  held: ImageSummary,
  origin: "engine" | "registry",
  context: SourceContext,
): Promise<Found> {
  const { engine, stateDir, onProgress } = context;
  const image = baseTag(entry.id, held.id);
  await engine.tag(held.id, image);
  const sizes = await sizesOf(engine, held.id, image, stateDir, onProgress);
  const base = {
    id: entry.id,
    reference: entry.reference,
    origin,
    image,
    digest: held.id,
    repoDigest: held.repoDigests[0] ?? null,
    platform: engine.facts.platform,
    ...sizes,
    obtainedAt: new Date().toISOString(),
  };
  return { base, revision: null };
}

/** Our tag of a base: `groundwork/base-<id>:<12 hex of the image's id>`. */
export function baseTag(id: string, imageId: string): string {
  return `${BASE_TAG_PREFIX}${id}:${imageId.replace(/^sha256:/, "").slice(0, 12)}`;
}

/** Compares os and processor; a variant (`linux/arm64/v8`) makes no difference to what runs. */
function samePlatform(a: string, b: string): boolean {
  return a.split("/").slice(0, 2).join("/") === b.split("/").slice(0, 2).join("/");
}
