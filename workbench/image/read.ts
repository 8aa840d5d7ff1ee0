import type { ArchiveParts } from "./archive-parts.ts";
import { readArchive } from "./archive-read.ts";
import { parseConfig, type ParsedConfig } from "./config.ts";
import type { ByteSource } from "./chunks.ts";
import { keeping, type FileContent, type KeepOptions, type MeasureOptions } from "./keep.ts";
import type { LayerCache } from "./layers/cache.ts";
import type { LayerBlob } from "./layers/read-layer.ts";
import { findLibc } from "./libc.ts";
import { findLoaders } from "./loaders.ts";
import type { ArchivedImage } from "./archived-image.ts";
import { chooseImage } from "./manifest.ts";
import { mergeLayers } from "./merge.ts";
import { ImageReadError } from "./read-error.ts";
import { findShells } from "./shells.ts";
import type { FileFacts, ImageFacts } from "./types.ts";

export interface ReadImageOptions extends KeepOptions, MeasureOptions {
  /** Tag or id of the image meant, where the archive holds several. */
  readonly image?: string;
  /** `linux/arm64`, `linux/arm/v7` …: which one is meant where there are several. Default: this machine's. */
  readonly platform?: string;
  /** Layers that were read before; those that are read now are added. */
  readonly cache?: LayerCache;
  /** The image's layers, base first, where they are known before the stream: lets those that the cache has be passed over. */
  readonly diffIds?: readonly string[];
}

/** The facts of an image, and the bytes of the files that were asked for, by path in the merged tree. */
export interface ImageRead extends ImageFacts {
  readonly contents: ReadonlyMap<string, FileContent>;
}

/**
 * Reads an image in one pass over what `docker save` streams: legacy or OCI layout, layers plain, gzip or zstd, entries
 * in any order, the whole compressed or not. Memory holds the file lists and what `wantFiles` keeps, never a layer.
 * `id` is the digest of the config. Throws ImageReadError for anything that is no whole image.
 */
export async function readImage(stream: ByteSource, options: ReadImageOptions = {}): Promise<ImageRead> {
  return assembleImage(await readArchive(stream, options), options);
}

/** The facts of the image that is meant, from an archive or layout whose documents are at hand. Throws as `readImage` does. */
export async function assembleImage(parts: ArchiveParts, options: ReadImageOptions): Promise<ImageRead> {
  const image = chooseImage(parts, options);
  const json = parts.json(image.config);
  if (!json)
    throw new ImageReadError(`The archive lists the image config ${image.config} but does not hold it.`);
  const parsed = parseConfig(json.text);
  const blobs = await layersOf(parts, image, parsed);
  for (const blob of blobs) if (blob.from !== "known") options.cache?.keep(blob);
  options.cache?.keepConfig(json.text);
  return factsOf(json.digest, parsed, blobs);
}

/** An image all of whose layers, and whose config, were read before; null when something of it was not. */
export function knownImage(id: string, options: ReadImageOptions): ImageRead | null {
  const { cache, measureCompressed: measure = true } = options;
  const text = cache?.config(id) ?? null;
  if (!cache || text === null) return null;
  const parsed = parseConfig(text);
  const newKeeper = keeping(options);
  const blobs: LayerBlob[] = [];
  for (const diffId of parsed.diffIds) {
    const blob = cache.layer(diffId, { keeper: newKeeper(), measure });
    if (!blob) return null;
    blobs.push(blob);
  }
  return factsOf(id, parsed, blobs);
}

function factsOf(id: string, parsed: ParsedConfig, blobs: readonly LayerBlob[]): ImageRead {
  const files = mergeLayers(blobs);
  const loaders = findLoaders(files);
  return {
    id,
    platform: parsed.platform,
    config: parsed.config,
    layers: blobs.map((blob, index) => ({
      digest: blob.diffId,
      unpackedBytes: blob.unpackedBytes,
      compressedBytes: blob.compressedBytes,
      createdBy: parsed.createdBy[index] ?? "",
      entryCount: blob.files.length,
      files: blob.files,
      whiteouts: blob.whiteouts,
    })),
    unpackedBytes: blobs.reduce((sum, blob) => sum + blob.unpackedBytes, 0),
    compressedBytes: sumOf(blobs.map((blob) => blob.compressedBytes)),
    files,
    shells: findShells(files, parsed.config.env),
    libc: findLibc(files, loaders),
    loaders,
    contents: contentsOf(files, blobs),
  };
}

/** Null when one of them is not known: half a sum would be a wrong number. */
function sumOf(sizes: readonly (number | null)[]): number | null {
  return sizes.reduce<number | null>((sum, size) => (sum === null || size === null ? null : sum + size), 0);
}

/** Each layer of the image, base first, checked against the digest that the config gives it. */
async function layersOf(
  parts: ArchiveParts,
  image: ArchivedImage,
  config: ParsedConfig,
): Promise<LayerBlob[]> {
  const { length } = config.diffIds;
  if (image.layers.length !== length) {
    throw new ImageReadError(`The manifest lists ${image.layers.length} layers, the image config ${length}.`);
  }
  const blobs: LayerBlob[] = [];
  for (const [index, name] of image.layers.entries()) {
    const expected = config.diffIds[index] ?? "";
    const blob = await parts.layer(name, expected);
    if (!blob) throw new ImageReadError(`The layer ${name} is listed, but the archive does not hold it.`);
    if (blob.diffId !== expected)
      throw new ImageReadError(
        `The layer ${name} is damaged: its digest is ${blob.diffId}, the config says ${expected}.`,
      );
    blobs.push(blob);
  }
  return blobs;
}

/** Kept bytes of the files that can be seen; a hard link shows those of its target in the same layer. */
function contentsOf(
  files: ReadonlyMap<string, FileFacts>,
  blobs: readonly LayerBlob[],
): Map<string, FileContent> {
  const contents = new Map<string, FileContent>();
  for (const file of files.values()) {
    if (file.type !== "file" && file.type !== "hardlink") continue;
    const content = blobs[file.layer]?.kept.get(file.linkTarget ?? file.path);
    if (content) contents.set(file.path, content);
  }
  return contents;
}
