import { ImageReadError } from "../read-error.ts";
import { knownImage, readImage, type ImageRead, type ReadImageOptions } from "../read.ts";
import type { ImageEngine, OpenedImage, SourceOptions } from "./types.ts";

/** Reads an image that the engine holds under a tag, digest or id. */
export async function readFromEngine(
  engine: ImageEngine,
  target: string,
  options: SourceOptions,
): Promise<OpenedImage> {
  const held = await engine.image(target);
  const image =
    (held && knownImage(held.id, options)) ?? (await readStream(engine, target, held?.layers, options));
  return { ...image, source: { kind: "engine", name: target } };
}

async function readStream(
  engine: ImageEngine,
  target: string,
  diffIds: readonly string[] | undefined,
  options: SourceOptions,
): Promise<ImageRead> {
  const read = (more: ReadImageOptions) =>
    readImage((take) => engine.saveInto(target, take), { ...options, ...more });
  if (!options.cache) return read({});
  try {
    return await read({ diffIds: diffIds ?? [] });
  } catch (error) {
    if (!(error instanceof ImageReadError)) throw error;
    // What a name in the stream says of a layer was not so: then nothing is passed over.
    const { cache: _, ...rest } = options;
    return readImage((take) => engine.saveInto(target, take), rest);
  }
}

/**
 * Pulls an image, reads it and takes it out of the engine again. Throws ImageReadError with the registry's reason when it
 * can't be had.
 */
export async function readFromRegistry(
  engine: ImageEngine,
  target: string,
  options: SourceOptions,
): Promise<OpenedImage> {
  const { platform, signal, onProgress } = options;
  onProgress?.(`${target}: pulling it, since the engine does not hold it`);
  const pulled = await engine.pull({
    reference: target,
    ...(platform === undefined ? {} : { platform }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!pulled.ok)
    throw new ImageReadError(
      `${target} is no file or folder, the engine does not hold it, and it can't be pulled (${pulled.kind}): ${pulled.message} ` +
        "Check the name, or give a file that `docker save` wrote.",
    );
  try {
    const image = await readFromEngine(engine, target, options);
    return { ...image, source: { kind: "registry", name: target } };
  } finally {
    await engine.removeImage(target);
  }
}
