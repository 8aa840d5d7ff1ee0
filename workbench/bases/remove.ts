import { rm } from "node:fs/promises";
import { join } from "node:path";
import { BASE_TAG_PREFIX } from "../engine/labels.ts";
import type { Engine } from "../engine/types.ts";
import { basesDir } from "./store/built.ts";
import { engineDir } from "./store/memory.ts";

/**
 * Takes our tags of bases from the engine (and the images that had no other), and what was built or downloaded from
 * this machine's disk. An image that the user also has under a name of his own stays.
 * @returns the tags that were removed
 */
export async function removeBases(engine: Engine, stateDir: string): Promise<readonly string[]> {
  const images = await engine.images();
  const tags = images.flatMap((image) => image.tags).filter((tag) => tag.startsWith(BASE_TAG_PREFIX));
  for (const tag of tags) await engine.removeImage(tag);
  await rm(engineDir(stateDir, engine.facts.id), { recursive: true, force: true });
  for (const part of ["built", "packages", "sizes"]) {
    await rm(join(basesDir(stateDir), part), { recursive: true, force: true });
  }
  return tags;
}
