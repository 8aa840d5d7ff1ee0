import { createReadStream } from "node:fs";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { EngineFault } from "../../engine/errors.ts";
import { withLock } from "../../lock.ts";
import { digestOf } from "../../image/archive-write.ts";
import type { ReadyImage } from "../../image/archive-write.ts";
import { readJson, writeJson } from "../../state.ts";
import { recipeIdSchema } from "../catalogue.ts";
import type { RecipeId } from "../catalogue.ts";
import { architectureOf, prepareHost } from "../recipes/host.ts";
import { recipes } from "../recipes/index.ts";
import type { RecipeContext, Rootfs } from "../recipes/types.ts";
import type { RootEntry } from "../rootfs/entry.ts";
import { readRootfs } from "../rootfs/read.ts";
import { writeLayer } from "../rootfs/write.ts";
import { brokenPromises } from "../verify.ts";
import type { LayerPath } from "../verify.ts";
import { imageConfig } from "./config.ts";

const builtSchema = z.strictObject({
  id: recipeIdSchema,
  revision: z.number().int(),
  platform: z.string(),
  /** Text of the image's config; its sha256 is the image's id. */
  configText: z.string(),
  imageId: z.string(),
  unpackedBytes: z.number().int(),
  compressedBytes: z.number().int(),
  packages: z.record(z.string(), z.string()),
  builtAt: z.string(),
});

/** A recipe's finished result on this machine's disk. */
export interface Built extends z.infer<typeof builtSchema> {
  /** Path of the gzip-compressed layer. */
  readonly layer: string;
}

export interface BuildOptions {
  readonly stateDir: string;
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
  /** Where downloaded packages are kept. Default: in the state folder. */
  readonly downloads?: string;
}

/** The folder of everything about bases that outlives a run. */
export function basesDir(stateDir: string): string {
  return join(stateDir, "bases");
}

/** The folder of downloaded packages; apt checks them again before each use. */
export function downloadsDir(stateDir: string): string {
  return join(basesDir(stateDir), "packages");
}

/**
 * A recipe's result for a platform: the one on disk, or built now. Two processes never build the same one at once.
 * @throws EngineFault when it can't be built here, with what to do
 */
export async function builtBase(id: RecipeId, platform: string, options: BuildOptions): Promise<Built> {
  const folder = folderOf(id, platform, options.stateDir);
  const onWait = (pid: number) =>
    options.onProgress(`${id}: waiting for process ${pid}, which is building it`);
  return withLock(
    `${folder}.lock`,
    async () => {
      const found = await readBuilt(id, folder, options.onProgress);
      return found ?? (await build(id, platform, folder, options));
    },
    { onWait, signal: options.signal },
  );
}

/** Name → version of the packages in a result on disk; null when there is none. */
export async function builtPackages(
  id: RecipeId,
  platform: string,
  stateDir: string,
): Promise<Readonly<Record<string, string>> | null> {
  const found = await readBuilt(id, folderOf(id, platform, stateDir), () => undefined);
  return found?.packages ?? null;
}

function folderOf(id: RecipeId, platform: string, stateDir: string): string {
  return join(basesDir(stateDir), "built", `${id}-${platform.replaceAll("/", "-")}`);
}

/** The file tree of a result on disk. */
export function rootfsOf(built: Built): Rootfs {
  return { entries: readRootfs(layerTar(built)), packages: () => built.packages };
}

/** A result on disk as an image to be sent to an engine under one tag. */
export function imageOf(built: Built, tag: string): ReadyImage {
  const layer = { bytes: built.unpackedBytes, open: () => layerTar(built) };
  return { configText: built.configText, layers: [layer], tags: [tag] };
}

function layerTar(built: Built): Readable {
  const file = createReadStream(built.layer);
  const tar = file.pipe(createGunzip());
  file.on("error", (error) => tar.destroy(error));
  return tar;
}

async function readBuilt(
  id: RecipeId,
  folder: string,
  onProgress: (line: string) => void,
): Promise<Built | null> {
  const found = await readJson(join(folder, "base.json"), builtSchema, onProgress);
  const layer = join(folder, "layer.tar.gz");
  if (found?.revision !== recipes[id].revision) return null;
  return access(layer).then(
    () => ({ ...found, layer }),
    () => null,
  );
}

async function build(id: RecipeId, platform: string, folder: string, options: BuildOptions): Promise<Built> {
  const recipe = recipes[id];
  const arch = architectureOf(platform);
  await prepareHost(options.onProgress, options.signal);
  const context: RecipeContext = {
    arch,
    downloads: options.downloads ?? downloadsDir(options.stateDir),
    onProgress: options.onProgress,
    signal: options.signal,
    rootfsOf: async (other) => rootfsOf(await builtBase(other, platform, options)),
  };
  options.onProgress(`${id}: ${recipe.title}`);
  await mkdir(folder, { recursive: true });
  const layer = join(folder, "layer.tar.gz");
  const partial = `${layer}.partial`;
  try {
    const rootfs = await recipe.make(context);
    const paths: LayerPath[] = [];
    const written = await writeLayer(noting(rootfs.entries, paths), partial, options.signal);
    keepPromises(id, paths);
    const configText = imageConfig(recipe.config, arch, written.diffId, `groundwork recipe ${id}`);
    const { unpackedBytes, compressedBytes } = written;
    const facts = {
      id,
      revision: recipe.revision,
      platform,
      configText,
      imageId: digestOf(configText),
      unpackedBytes,
    };
    const builtAt = new Date().toISOString();
    // The note goes last: where it stands, the layer beside it is whole and its own.
    await rm(join(folder, "base.json"), { force: true });
    await rename(partial, layer);
    const built = { ...facts, compressedBytes, packages: rootfs.packages(), builtAt };
    await writeJson(join(folder, "base.json"), built);
    return { ...built, layer };
  } finally {
    await rm(partial, { force: true });
  }
}

function keepPromises(id: RecipeId, paths: readonly LayerPath[]): void {
  const broken = brokenPromises(id, paths);
  if (broken.length === 0) return;
  throw new EngineFault(
    `The base ${id} was built, but it ${broken.join("; and it ")}.`,
    "This is a defect of the recipe or a change in Debian's packages: please report it with this text.",
  );
}

async function* noting(entries: Rootfs["entries"], paths: LayerPath[]): AsyncGenerator<RootEntry> {
  for await (const entry of entries) {
    paths.push({ path: entry.path, type: entry.type, mode: entry.mode, target: entry.target });
    yield entry;
  }
}
