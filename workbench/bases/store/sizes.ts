import { join } from "node:path";
import { z } from "zod";
import type { Engine } from "../../engine/types.ts";
import { readImage } from "../../image/read.ts";
import { readJson, writeJson } from "../../state.ts";
import { basesDir } from "./built.ts";

const sizesSchema = z.strictObject({ unpackedBytes: z.number().int(), compressedBytes: z.number().int() });
export type Sizes = z.infer<typeof sizesSchema>;

/**
 * Both sizes of an image that the engine holds, read from its layers once and then kept by image id, which never means
 * another content.
 */
export async function sizesOf(
  engine: Engine,
  imageId: string,
  tag: string,
  stateDir: string,
  onProgress: (line: string) => void,
): Promise<Sizes> {
  const path = join(basesDir(stateDir), "sizes", `${imageId.replace(/^sha256:/, "")}.json`);
  const known = await readJson(path, sizesSchema, onProgress);
  if (known !== null) return known;
  onProgress(`${tag}: measuring its layers`);
  const { unpackedBytes, compressedBytes } = await readImage((take) => engine.saveInto(tag, take), {
    image: tag,
  });
  if (compressedBytes === null) throw new Error(`The compressed size of ${tag} was not measured.`);
  const sizes = { unpackedBytes, compressedBytes };
  await writeJson(path, sizes);
  return sizes;
}
