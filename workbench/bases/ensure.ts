import { join } from "node:path";
import { BASE_TAG_PREFIX } from "../engine/labels.ts";
import type { Engine } from "../engine/types.ts";
import { withLock } from "../lock.ts";
import { stateDir as defaultStateDir } from "../state.ts";
import { basesById } from "./catalogue.ts";
import type { BaseEntry } from "./catalogue.ts";
import { adopt, heldImage } from "./sources/engine.ts";
import { fromRecipe } from "./sources/recipe.ts";
import { fromRegistry } from "./sources/registry.ts";
import type { Found, SourceContext } from "./sources/types.ts";
import { recipes } from "./recipes/index.ts";
import { engineDir, forget, recall, remember } from "./store/memory.ts";
import type { Remembered } from "./store/memory.ts";
import type { ResolvedBase } from "./types.ts";

export interface EnsureBasesOptions {
  /** Where bases are remembered and kept. Default: the project's own state folder. */
  readonly stateDir?: string;
  readonly onProgress?: (line: string) => void;
  readonly signal?: AbortSignal;
  /** Ask the registry again even where it was silent before or a built base is there. */
  readonly preferRegistry?: boolean;
}

/**
 * Makes sure that an engine holds these bases, each under a tag of ours. In this order: what was there last time; an
 * image that the engine already holds under the base's own name; the registry; the recipe.
 * Nothing of the user's is renamed or removed.
 * @returns one entry for each id, in order
 * @throws UnknownBase for an id that the catalogue has not; EngineFault, with what to do, when a base can't be had
 */
export async function ensureBases(
  engine: Engine,
  ids: readonly string[],
  options: EnsureBasesOptions,
): Promise<readonly ResolvedBase[]> {
  const entries = basesById(ids);
  const context: SourceContext = {
    engine,
    stateDir: options.stateDir ?? defaultStateDir(),
    onProgress: options.onProgress ?? ((): void => undefined),
    signal: options.signal,
    preferRegistry: options.preferRegistry ?? false,
  };
  const found: ResolvedBase[] = [];
  // One after the other: they share the disk, the network and the packages downloaded before.
  for (const entry of entries) {
    options.signal?.throwIfAborted();
    found.push(await ensureBase(entry, context));
  }
  return found;
}

/** What is there of a base on this engine, without getting, tagging or removing anything; null when it is not there. */
export async function presentBase(entry: BaseEntry, context: SourceContext): Promise<ResolvedBase | null> {
  if (entry.recipe === null && !entry.inRegistry) return scratch(entry, context);
  const known = await recall(context.stateDir, context.engine.facts.id, entry.id, context.onProgress);
  return known !== null && (await stillStands(known, entry, context)) ? known.base : null;
}

/** `ensureBases` of one entry. */
export async function ensureBase(entry: BaseEntry, context: SourceContext): Promise<ResolvedBase> {
  const quick = await presentBase(entry, context);
  if (quick !== null && !(context.preferRegistry && isBuilt(quick))) return quick;
  const { engine, stateDir, onProgress, signal } = context;
  const lock = join(engineDir(stateDir, engine.facts.id), `${entry.id}.lock`);
  const onWait = (pid: number) => onProgress(`${entry.id}: waiting for process ${pid}, which is getting it`);
  return withLock(lock, () => getAndRemember(entry, context), { onWait, signal });
}

async function getAndRemember(entry: BaseEntry, context: SourceContext): Promise<ResolvedBase> {
  const { engine, stateDir, onProgress } = context;
  const known = await recall(stateDir, engine.facts.id, entry.id, onProgress);
  if (known !== null && !context.preferRegistry && (await stillStands(known, entry, context)))
    return known.base;
  if (known !== null) await forget(stateDir, engine.facts.id, entry.id);
  const { base, revision } = await get(entry, context);
  await remember(stateDir, engine.facts.id, { base, revision });
  // The tag of what stood there before would keep an image alive that nobody uses.
  if (known !== null && known.base.image !== base.image && known.base.image.startsWith(BASE_TAG_PREFIX)) {
    await engine.removeImage(known.base.image);
  }
  return base;
}

async function get(entry: BaseEntry, context: SourceContext): Promise<Found> {
  const held = await heldImage(entry, context.engine);
  if (held !== null) return adopt(entry, held, "engine", context);
  const pulled = await fromRegistry(entry, context);
  if ("base" in pulled) return pulled;
  return fromRecipe(entry, pulled.reason, context);
}

/** Whether what is remembered is still true: our tag is there, and the user's own image, if there is one, is that one. */
async function stillStands(known: Remembered, entry: BaseEntry, context: SourceContext): Promise<boolean> {
  const { base, revision } = known;
  const ours = await context.engine.image(base.image);
  if (ours?.id !== base.digest) return false;
  const held = await heldImage(entry, context.engine);
  if (base.origin === "engine") return held?.id === base.digest;
  if (held !== null && held.id !== base.digest) return false;
  return revision === null || (entry.recipe !== null && recipes[entry.recipe].revision === revision);
}

function isBuilt(base: ResolvedBase): boolean {
  return base.origin === "packages" || base.origin === "stand-in";
}

function scratch(entry: BaseEntry, context: SourceContext): ResolvedBase {
  return {
    id: entry.id,
    reference: entry.reference,
    origin: "engine",
    image: entry.reference,
    digest: "",
    repoDigest: null,
    platform: context.engine.facts.platform,
    unpackedBytes: 0,
    compressedBytes: 0,
    obtainedAt: new Date().toISOString(),
  };
}
