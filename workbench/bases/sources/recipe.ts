import { EngineFault } from "../../engine/errors.ts";
import { sendDockerArchive } from "../../image/archive-write.ts";
import type { BaseEntry } from "../catalogue.ts";
import { builtBase } from "../store/build.ts";
import { imageOf } from "../store/built.ts";
import { baseTag } from "./engine.ts";
import type { Found, SourceContext } from "./types.ts";

/**
 * Builds a base from packages, or takes the one built before, and loads it into the engine.
 * @param reason why it was not pulled, for the message where there is no recipe either
 */
export async function fromRecipe(entry: BaseEntry, reason: string, context: SourceContext): Promise<Found> {
  const { engine, stateDir, onProgress, signal } = context;
  if (entry.recipe === null || entry.builtOrigin === null) {
    throw new EngineFault(
      `${entry.reference} can't be had: there is no recipe for it, and it could not be pulled (${reason}).`,
      `Let the engine reach a registry, or load the image under the name ${entry.reference}, then try again.`,
    );
  }
  const built = await builtBase(entry.recipe, engine.facts.platform, { stateDir, onProgress, signal });
  const image = baseTag(entry.id, built.imageId);
  if ((await engine.image(image)) === null) {
    onProgress(`${entry.id}: loading it into the engine`);
    await engine.load(sendDockerArchive(imageOf(built, image)));
  }
  const loaded = await engine.image(image);
  if (loaded === null) {
    throw new EngineFault(
      `The engine took ${image} and then did not have it.`,
      "Check the engine's free disk space (docker system df), then try again.",
    );
  }
  const { unpackedBytes, compressedBytes } = built;
  const base = {
    id: entry.id,
    reference: entry.reference,
    origin: entry.builtOrigin,
    image,
    digest: loaded.id,
    repoDigest: null,
    platform: engine.facts.platform,
    unpackedBytes,
    compressedBytes,
    obtainedAt: built.builtAt,
  };
  return { base, revision: built.revision };
}
