import { createReadStream } from "node:fs";
import { open, readdir, readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import {
  archiveName,
  JsonBudget,
  looksLikeJson,
  type ArchiveParts,
  type JsonBlob,
} from "../archive-parts.ts";
import type { EntriesOptions } from "../archive-entries.ts";
import { compressionOf } from "../chunks.ts";
import { keeping } from "../keep.ts";
import { readLayer, type LayerBlob } from "../layers/read-layer.ts";
import { ImageReadError } from "../read-error.ts";

/** More than any layout has; a home folder given by mistake must not be walked to its end. */
const MAX_FILES = 20_000;
const MAX_DEPTH = 4;

/**
 * The parts of an image that lies unpacked in a folder: an OCI layout, or a `docker save` archive that was unpacked. Layers
 * are read when they are asked for, so only those of the chosen image. Nothing outside the folder is ever opened.
 * Throws ImageReadError when the folder holds no image.
 */
export async function folderParts(folder: string, options: EntriesOptions): Promise<ArchiveParts> {
  const root = await realpath(folder);
  const files = new Map<string, string>();
  await list(root, root, files, 0);
  if (!files.has(archiveName("index.json")) && !files.has(archiveName("manifest.json")))
    throw new ImageReadError(
      `The folder ${folder} is no image: it holds neither index.json (an OCI layout) nor manifest.json (an unpacked docker save).`,
    );
  const jsons = await readJsons(files);
  const newKeeper = keeping(options);
  return {
    json: (name) => jsons.get(archiveName(name)) ?? null,
    layer: async (name, diffId): Promise<LayerBlob | null> => {
      const path = files.get(archiveName(name));
      if (path === undefined) return null;
      const { size } = await stat(path);
      const isPlain = compressionOf(await head(path)) === "none";
      const measure = options.measureCompressed ?? true;
      const known = options.cache?.layer(diffId, { keeper: newKeeper(), measure: measure && isPlain });
      if (known) return isPlain ? known : { ...known, compressedBytes: size };
      const blob = createReadStream(path, { highWaterMark: 1 << 18 });
      return readLayer(blob, { name, bytes: size, keeper: newKeeper(), measure });
    },
  };
}

/** Regular files under the root by their names in the layout; a link counts where it leads to a file inside. */
async function list(root: string, folder: string, files: Map<string, string>, depth: number): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (files.size >= MAX_FILES)
      throw new ImageReadError(`The folder ${root} is no image: it holds more than ${MAX_FILES} files.`);
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth < MAX_DEPTH) await list(root, path, files, depth + 1);
    const real = entry.isFile() ? path : entry.isSymbolicLink() ? await fileInside(root, path) : null;
    if (real !== null) files.set(archiveName(relative(root, path).split(sep).join("/")), real);
  }
}

async function fileInside(root: string, link: string): Promise<string | null> {
  try {
    const real = await realpath(link);
    const inside = relative(root, real);
    if (inside.startsWith("..") || isAbsolute(inside)) return null;
    return (await stat(real)).isFile() ? real : null;
  } catch {
    // It leads nowhere, or in a circle.
    return null;
  }
}

async function readJsons(files: ReadonlyMap<string, string>): Promise<Map<string, JsonBlob>> {
  const jsons = new Map<string, JsonBlob>();
  const budget = new JsonBudget();
  for (const [name, path] of files) {
    const { size } = await stat(path);
    if (!budget.takes(size) || !looksLikeJson(await head(path))) continue;
    const content = await readFile(path);
    jsons.set(name, budget.add(content));
  }
  return jsons;
}

async function head(path: string): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
