import type { Engine } from "../engine/types.ts";
import type { KeepOptions } from "../image/keep.ts";
import { readImage } from "../image/read.ts";

/**
 * Reads an image with both sizes of each layer, in bytes, and the files that `wantFiles` keeps. Throws when a compressed
 * size could not be measured.
 */
export async function measured(
  engine: Pick<Engine, "saveInto">,
  image: string,
  wantFiles?: KeepOptions["wantFiles"],
) {
  const facts = await readImage((take) => engine.saveInto(image, take), { wantFiles });
  const layers = facts.layers.map((layer) => ({ ...layer, compressedBytes: known(layer.compressedBytes) }));
  return { ...facts, layers, compressedBytes: known(facts.compressedBytes) };
}

function known(bytes: number | null): number {
  if (bytes === null) throw new Error("A compressed size was asked for and not measured.");
  return bytes;
}
