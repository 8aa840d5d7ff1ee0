import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import type { ReadyImage } from "../../image/archive-write.ts";
import { readJson } from "../../state.ts";
import { recipeIdSchema } from "../catalogue.ts";
import type { RecipeId } from "../catalogue.ts";
import { recipes } from "../recipes/index.ts";
import type { Rootfs } from "../recipes/types.ts";
import { readRootfs } from "../rootfs/read.ts";

const layerSchema = z.strictObject({
  /** The recipe whose own layer it is: its file lies in that recipe's folder. */
  of: recipeIdSchema,
  diffId: z.string(),
  unpackedBytes: z.number().int(),
  compressedBytes: z.number().int(),
});

/** One layer of a result, as it is noted. */
export type BuiltLayer = z.infer<typeof layerSchema>;

const builtSchema = z.strictObject({
  id: recipeIdSchema,
  revision: z.number().int(),
  platform: z.string(),
  /** Text of the image's config; its sha256 is the image's id. */
  configText: z.string(),
  imageId: z.string(),
  /** Of all layers together, as `compressedBytes`. */
  unpackedBytes: z.number().int(),
  compressedBytes: z.number().int(),
  packages: z.record(z.string(), z.string()),
  builtAt: z.string(),
  /** Lowest first; absent where the recipe's own layer is the only one. */
  layers: z.array(layerSchema).optional(),
});

/** What is written beside a result's own layer. */
export type BuiltNote = z.infer<typeof builtSchema>;

/** A recipe's finished result on this machine's disk. */
export interface Built extends Omit<BuiltNote, "layers"> {
  /** Lowest first, each with the path of its gzip-compressed file. */
  readonly layers: readonly (BuiltLayer & { readonly path: string })[];
}

/** The folder of everything about bases that outlives a run. */
export function basesDir(stateDir: string): string {
  return join(stateDir, "bases");
}

/** The folder of downloaded packages; they are checked again before each use. */
export function downloadsDir(stateDir: string): string {
  return join(basesDir(stateDir), "packages");
}

/** The folder of one result. */
export function builtDir(id: RecipeId, platform: string, stateDir: string): string {
  return join(basesDir(stateDir), "built", `${id}-${platform.replaceAll("/", "-")}`);
}

/** Name → version of the packages in a result on disk; null when there is none. */
export async function builtPackages(
  id: RecipeId,
  platform: string,
  stateDir: string,
): Promise<Readonly<Record<string, string>> | null> {
  const found = await readBuilt(id, platform, stateDir, () => undefined);
  return found?.packages ?? null;
}

/** The layer that a result's recipe made itself. @throws for a recipe that makes none */
export function ownLayer(built: Built): Built["layers"][number] {
  const own = built.layers.find((layer) => layer.of === built.id);
  if (own === undefined) throw new Error(`the recipe ${built.id} makes no layer of its own`);
  return own;
}

/** The file tree of a result's own layer. */
export function rootfsOf(built: Built): Rootfs {
  return { entries: readRootfs(layerTar(ownLayer(built).path)), packages: () => built.packages };
}

/** A result on disk as an image to be sent to an engine under one tag. */
export function imageOf(built: Built, tag: string): ReadyImage {
  const layers = built.layers.map(({ path, unpackedBytes }) => ({
    bytes: unpackedBytes,
    open: () => layerTar(path),
  }));
  return { configText: built.configText, layers, tags: [tag] };
}

/** A note with the paths of its layers' files. */
export function withPaths(note: BuiltNote, stateDir: string): Built {
  const layers = (note.layers ?? [onlyLayer(note)]).map((layer) => ({
    ...layer,
    path: join(builtDir(layer.of, note.platform, stateDir), LAYER_FILE),
  }));
  return { ...note, layers };
}

/** The name of a layer's file in its result's folder, and of the note beside it. */
export const LAYER_FILE = "layer.tar.gz";
export const NOTE_FILE = "base.json";

/** A result on disk; null when there is none, or one of an earlier recipe, or of other layers than lie there now. */
export async function readBuilt(
  id: RecipeId,
  platform: string,
  stateDir: string,
  onProgress: (line: string) => void,
): Promise<Built | null> {
  const note = await readJson(join(builtDir(id, platform, stateDir), NOTE_FILE), builtSchema, onProgress);
  if (note?.revision !== recipes[id].revision) return null;
  const built = withPaths(note, stateDir);
  for (const layer of built.layers) {
    const there = layer.of === id ? await exists(layer.path) : await stands(layer, platform, stateDir);
    if (!there) return null;
  }
  return built;
}

/** Whether another recipe's layer is still the one that was laid under this result. */
async function stands(layer: BuiltLayer, platform: string, stateDir: string): Promise<boolean> {
  const lower = await readBuilt(layer.of, platform, stateDir, () => undefined);
  return lower !== null && ownLayer(lower).diffId === layer.diffId;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

const diffIdsSchema = z.object({ rootfs: z.object({ diff_ids: z.tuple([z.string()]) }) });

function onlyLayer({ id, configText, unpackedBytes, compressedBytes }: BuiltNote): BuiltLayer {
  const [diffId] = diffIdsSchema.parse(JSON.parse(configText)).rootfs.diff_ids;
  return { of: id, diffId, unpackedBytes, compressedBytes };
}

function layerTar(path: string): Readable {
  const file = createReadStream(path);
  const tar = file.pipe(createGunzip());
  file.on("error", (error) => tar.destroy(error));
  return tar;
}
