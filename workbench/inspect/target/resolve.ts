import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { baseById, baseByReference, baseIds } from "../../bases/catalogue.ts";
import type { BaseEntry } from "../../bases/catalogue.ts";
import { ensureBase } from "../../bases/ensure.ts";
import type { Engine, ImageSummary } from "../../engine/types.ts";
import { TargetError } from "../errors.ts";
import type { InspectedTarget } from "../schema.ts";
import { meaningOf } from "./meaning.ts";
import type { Meaning, World } from "./meaning.ts";
import { isPath, isReference } from "../../image/sources/target.ts";
import { isImageId } from "./image-id.ts";

/** The engine, as far as one is needed: a file can be read without any. */
export interface Engines {
  /** An engine, found or started. */
  need(): Promise<Engine>;
  /** The engine that answers already; null when none does. */
  ifThere(): Promise<Engine | null>;
}

export interface ResolveOptions {
  readonly engines: Engines;
  readonly stateDir: string;
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
  /** A file that makes a folder one to build, so that it too is a meaning to choose from. Default: none does. */
  readonly buildFile?: string;
}

/** What was named, and what to open for it. */
export interface ResolvedTarget {
  readonly shown: InspectedTarget;
  /** A path for a folder or a file, else a name that the engine knows or can pull. */
  readonly open: string;
  /** What is known of its compressed size before anything is read; null where nothing is. */
  readonly compressedBytes: number | null;
  /** What else could have been meant: ids of bases, tags in the engine. */
  readonly known: readonly string[];
}

/**
 * Finds what a person means by a name; gets a base that is not there yet.
 * @throws TargetError for a name that is nothing or two things, EngineFault where an engine is needed and none can be had
 */
export async function resolveTarget(given: string, options: ResolveOptions): Promise<ResolvedTarget> {
  const base = baseById(given) ?? baseByReference(given);
  const path = await whatLiesAt(given, options.buildFile);
  // Before an engine is asked for: there is nothing that it could know of it.
  if (base !== undefined && isScratch(base) && path === null)
    throw new TargetError(
      "scratch is no image: `FROM scratch` is the keyword for beginning with no file at all.",
      "Inspect what you built on it instead.",
    );
  const needsEngine = path === null && !isPath(given);
  const engine = needsEngine ? await options.engines.need() : await options.engines.ifThere();
  const held = isReference(given) || isImageId(given) ? ((await engine?.image(given)) ?? null) : null;
  const images = (await engine?.images()) ?? [];
  const known = [...baseIds, ...images.flatMap(({ tags }) => tags)];
  const meaning = meaningOf(given, { base, path, held: held && ownName(held), known });
  if (meaning.kind === "base") return { ...(await resolveBase(given, meaning, options)), known };
  const shown = { given, base: null };
  const unknown = { compressedBytes: null, known };
  if (meaning.kind === "path") {
    const kind = meaning.folder ? "folder" : "file";
    return { shown: { ...shown, kind, name: meaning.path }, open: asPath(meaning.path), ...unknown };
  }
  const name = held === null ? meaning.reference : ownName(held);
  return { shown: { ...shown, kind: meaning.kind, name }, open: meaning.reference, ...unknown };
}

async function resolveBase(
  given: string,
  { entry, remark }: Extract<Meaning, { kind: "base" }>,
  { engines, stateDir, onProgress, signal }: ResolveOptions,
): Promise<Omit<ResolvedTarget, "known">> {
  if (remark !== null) onProgress(remark);
  const engine = await engines.need();
  const resolved = await ensureBase(entry, { engine, stateDir, onProgress, signal, preferRegistry: false });
  const isMade = resolved.origin === "packages" || resolved.origin === "stand-in";
  const base = { id: entry.id, origin: resolved.origin, note: isMade ? entry.note : null };
  const { image, compressedBytes } = resolved;
  return { shown: { given, kind: "base", name: entry.reference, base }, open: image, compressedBytes };
}

/** Written so that it can't be taken for a name. */
const asPath = (path: string) => (isPath(path) ? path : `./${path}`);

const isScratch = (entry: BaseEntry) => entry.recipe === null && !entry.inRegistry;

/** The name that the engine itself has for an image: its first tag, else its digest in a registry, else its id. */
function ownName({ tags, repoDigests, id }: ImageSummary): string {
  return tags[0] ?? repoDigests[0] ?? id;
}

async function whatLiesAt(path: string, buildFile?: string): Promise<World["path"]> {
  const place = path.replace(/^~(?=[\\/])/, () => homedir());
  const found = await stat(place).catch(() => null);
  if (found === null) return null;
  if (!found.isDirectory()) return "file";
  if (buildFile !== undefined && (await isThere(join(place, buildFile)))) return "build folder";
  const marks = await Promise.all(
    ["oci-layout", "index.json", "manifest.json"].map((name) => isThere(join(place, name))),
  );
  return marks.includes(true) ? "image folder" : "other folder";
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
