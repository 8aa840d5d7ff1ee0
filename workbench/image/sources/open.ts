import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { stateDir } from "../../state.ts";
import { LayerCache } from "../layers/cache.ts";
import { ImageReadError } from "../read-error.ts";
import { assembleImage, readImage } from "../read.ts";
import { readFromEngine, readFromRegistry } from "./engine.ts";
import { folderParts } from "./folder.ts";
import { isPath, isReference } from "./target.ts";
import type { ImageEngine, OpenedImage, OpenImageOptions, SourceOptions } from "./types.ts";

/**
 * Reads an image, wherever it is.
 * @param target a path of an archive (`docker save` or OCI; plain, gzip or zstd) or of an OCI layout folder; else a tag,
 *   digest or id that the engine holds; else a file or folder of that name; else what a registry has under it, which is
 *   pulled and removed again
 * Throws ImageReadError in words for a person when there is no such image or it can't be read.
 */
export async function openImage(target: string, given: OpenImageOptions = {}): Promise<OpenedImage> {
  const { cacheDir = join(stateDir(), "layers"), ...rest } = given;
  const options: SourceOptions = cacheDir === null ? rest : { ...rest, cache: new LayerCache(cacheDir) };
  if (isPath(target)) return readFromDisk(target, options);
  const engine = isReference(target) ? await engineOf(target, options) : null;
  if (engine && (await engine.image(target))) return readFromEngine(engine, target, options);
  if ((await kindOf(target)) !== null) return readFromDisk(target, options);
  if (engine) return readFromRegistry(engine, target, options);
  throw new ImageReadError(
    `${target} is no file, no folder and no name that an image can have. Give a path, or a name such as debian:13.`,
  );
}

/** Null when the target is on disk and no engine is at hand. */
async function engineOf(target: string, { engine }: SourceOptions): Promise<ImageEngine | null> {
  try {
    if (engine) return typeof engine === "function" ? await engine() : engine;
  } catch (error) {
    if ((await kindOf(target)) === null) throw error;
    return null;
  }
  if ((await kindOf(target)) !== null) return null;
  throw new ImageReadError(`${target} is no file or folder, and no engine was given to ask for it.`);
}

async function readFromDisk(target: string, options: SourceOptions): Promise<OpenedImage> {
  const path = target.replace(/^~(?=[\\/])/, () => homedir());
  const kind = await kindOf(path);
  if (kind === null) throw new ImageReadError(`There is no file or folder ${target}. Check the path.`);
  const image =
    kind === "folder"
      ? await assembleImage(await folderParts(path, options), options)
      : await readImage(createReadStream(path, { highWaterMark: 1 << 18 }), options);
  return { ...image, source: { kind, name: target } };
}

/** What lies at a path; null where nothing does, or something that can't be read as a stream of bytes. */
async function kindOf(path: string): Promise<"folder" | "archive" | null> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return "folder";
  return found?.isFile() === true || found?.isFIFO() === true ? "archive" : null;
}
