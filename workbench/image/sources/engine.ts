import { ImageReadError } from "../read-error.ts";
import { readImage } from "../read.ts";
import type { ImageEngine, OpenedImage, OpenImageOptions } from "./types.ts";

/** Reads an image that the engine holds under a tag, digest or id. */
export async function readFromEngine(
  engine: ImageEngine,
  target: string,
  options: OpenImageOptions,
): Promise<OpenedImage> {
  // Asked for by its id, the archive holds that image and no other that shares its name.
  const image = await readImage((take) => engine.saveInto(target, take), options);
  return { ...image, source: { kind: "engine", name: target } };
}

/**
 * Pulls an image, reads it and takes it out of the engine again. Throws ImageReadError with the registry's reason when it
 * can't be had.
 */
export async function readFromRegistry(
  engine: ImageEngine,
  target: string,
  options: OpenImageOptions,
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
