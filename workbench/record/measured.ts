import type { Engine } from "../engine/types.ts";
import { readImage } from "../image/read.ts";

/** Reads an image with both sizes of each layer, in bytes. Throws when a compressed size could not be measured. */
export async function measured(engine: Pick<Engine, "save">, image: string) {
  const facts = await readImage(await engine.save(image));
  const layers = facts.layers.map((layer) => ({ ...layer, compressedBytes: known(layer.compressedBytes) }));
  return { ...facts, layers, compressedBytes: known(facts.compressedBytes) };
}

function known(bytes: number | null): number {
  if (bytes === null) throw new Error("A compressed size was asked for and not measured.");
  return bytes;
}
