import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { EngineFault } from "../../engine/errors.ts";
import { digestOf } from "../../image/archive-write.ts";
import { withLock } from "../../lock.ts";
import { writeJson } from "../../state.ts";
import { ownerMark } from "../../temporary.ts";
import type { RecipeId } from "../catalogue.ts";
import { architectureOf, prepareHost } from "../recipes/host.ts";
import { recipes } from "../recipes/index.ts";
import type { Recipe, RecipeContext, Rootfs } from "../recipes/types.ts";
import type { RootEntry } from "../rootfs/entry.ts";
import { writeLayer } from "../rootfs/write.ts";
import { brokenPromises } from "../verify.ts";
import type { LayerPath } from "../verify.ts";
import {
  builtDir,
  downloadsDir,
  LAYER_FILE,
  NOTE_FILE,
  ownLayer,
  readBuilt,
  rootfsOf,
  withPaths,
} from "./built.ts";
import type { Built, BuiltLayer, BuiltNote } from "./built.ts";
import { imageConfig } from "./config.ts";

export interface BuildOptions {
  readonly stateDir: string;
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
  /** Where downloaded packages are kept. Default: in the state folder. */
  readonly downloads?: string;
}

/**
 * A recipe's result for a platform: the one on disk, or built now. Two processes never build the same one at once.
 * @throws EngineFault when it can't be built here, with what to do
 */
export async function builtBase(id: RecipeId, platform: string, options: BuildOptions): Promise<Built> {
  const onWait = (pid: number) =>
    options.onProgress(`${id}: waiting for process ${pid}, which is building it`);
  return withLock(
    `${builtDir(id, platform, options.stateDir)}.lock`,
    async () => {
      const found = await readBuilt(id, platform, options.stateDir, options.onProgress);
      return found ?? (await build(id, platform, options));
    },
    { onWait, signal: options.signal },
  );
}

async function build(id: RecipeId, platform: string, options: BuildOptions): Promise<Built> {
  const recipe = recipes[id];
  const arch = architectureOf(platform);
  await prepareHost(options.onProgress, options.signal);
  const lower: Built[] = [];
  for (const other of recipe.beneath ?? []) lower.push(await builtBase(other, platform, options));
  options.onProgress(`${id}: ${recipe.title}`);
  const folder = builtDir(id, platform, options.stateDir);
  await mkdir(folder, { recursive: true });
  const context: RecipeContext = {
    arch,
    downloads: options.downloads ?? downloadsDir(options.stateDir),
    onProgress: options.onProgress,
    signal: options.signal,
    rootfsOf: async (other) => rootfsOf(await builtBase(other, platform, options)),
  };
  const own = recipe.make === null ? null : await layerOf(recipe, recipe.make, folder, context);
  const layers = [...lower.map(noted), ...(own === null ? [] : [own.layer])];
  const packages = Object.fromEntries(
    [...lower, ...(own === null ? [] : [own])].flatMap((each) => Object.entries(each.packages)),
  );
  const note = noteOf(recipe, platform, imageConfigOf(recipe, arch, layers), layers, packages);
  await writeJson(join(folder, NOTE_FILE), note);
  return withPaths(note, options.stateDir);
}

function noted(built: Built): BuiltLayer {
  const { of, diffId, unpackedBytes, compressedBytes } = ownLayer(built);
  return { of, diffId, unpackedBytes, compressedBytes };
}

function imageConfigOf(recipe: Recipe, arch: string, layers: readonly BuiltLayer[]): string {
  const lines = layers.map(({ of, diffId }) => ({ diffId, createdBy: `groundwork recipe ${of}` }));
  return imageConfig(recipe.config, arch, lines);
}

function noteOf(
  { id, revision, beneath = [] }: Recipe,
  platform: string,
  configText: string,
  layers: BuiltLayer[],
  packages: Record<string, string>,
): BuiltNote {
  const sum = (bytes: (layer: BuiltLayer) => number): number =>
    layers.reduce((total, layer) => total + bytes(layer), 0);
  return {
    id,
    revision,
    platform,
    configText,
    imageId: digestOf(configText),
    unpackedBytes: sum((layer) => layer.unpackedBytes),
    compressedBytes: sum((layer) => layer.compressedBytes),
    packages,
    builtAt: new Date().toISOString(),
    ...(beneath.length === 0 ? {} : { layers }),
  };
}

/** Makes a recipe's own layer and lays it down under its final name. */
async function layerOf(
  { id }: Recipe,
  make: NonNullable<Recipe["make"]>,
  folder: string,
  context: RecipeContext,
): Promise<{ readonly layer: BuiltLayer; readonly packages: Readonly<Record<string, string>> }> {
  const path = join(folder, LAYER_FILE);
  const partial = `${path}.${ownerMark()}.partial`;
  try {
    const rootfs = await make(context);
    const paths: LayerPath[] = [];
    const written = await writeLayer(noting(rootfs.entries, paths), partial, context.signal);
    keepPromises(id, paths);
    // The note goes last: where it stands, the layer beside it is whole and its own.
    await rm(join(folder, NOTE_FILE), { force: true });
    await rename(partial, path);
    return { layer: { of: id, ...written }, packages: rootfs.packages() };
  } finally {
    await rm(partial, { force: true });
  }
}

function keepPromises(id: RecipeId, paths: readonly LayerPath[]): void {
  const broken = brokenPromises(id, paths);
  if (broken.length === 0) return;
  throw new EngineFault(
    `The base ${id} was built, but it ${broken.join("; and it ")}.`,
    "This is a defect of the recipe or a change in what it is made of: please report it with this text.",
  );
}

async function* noting(entries: Rootfs["entries"], paths: LayerPath[]): AsyncGenerator<RootEntry> {
  for await (const entry of entries) {
    paths.push({ path: entry.path, type: entry.type, mode: entry.mode, target: entry.target });
    yield entry;
  }
}
