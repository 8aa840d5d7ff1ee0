import type { RecipeId } from "../catalogue.ts";
import type { RootEntry } from "../rootfs/entry.ts";

/** Debian's name of a processor. */
export type Architecture = "amd64" | "arm64";

/** What a recipe may use while it works. */
export interface RecipeContext {
  readonly arch: Architecture;
  /** A folder that outlives the build, for downloaded packages. */
  readonly downloads: string;
  readonly onProgress: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
  /** The finished file tree of another recipe's own layer, built first where need be. */
  readonly rootfsOf: (id: RecipeId) => Promise<Rootfs>;
}

/** The part of an image's config that a base sets; children inherit all of it, so it holds no label of ours. */
export interface BaseConfig {
  readonly env: readonly string[];
  readonly cmd: readonly string[] | null;
  readonly workdir: string;
  readonly user: string;
  readonly entrypoint?: readonly string[];
  /** For example `5000/tcp`. */
  readonly ports?: readonly string[];
}

/** A recipe's result: one layer's entries, in order, and what went into them. */
export interface Rootfs {
  readonly entries: AsyncIterable<RootEntry> | Iterable<RootEntry>;
  /** Name → version of the packages inside; complete once `entries` has been read to the end. */
  readonly packages: () => Readonly<Record<string, string>>;
}

export interface Recipe {
  readonly id: RecipeId;
  /** Raised whenever the result changes, so that what was built before is built again. */
  readonly revision: number;
  readonly config: BaseConfig;
  /** One line of what is about to happen. */
  readonly title: string;
  /** Recipes whose own layers lie under this one's, lowest first. An engine stores such a layer once for all. */
  readonly beneath?: readonly RecipeId[];
  /** Its own layer; null where the image differs from those beneath in its config alone. */
  readonly make: ((context: RecipeContext) => Promise<Rootfs>) | null;
}

export const DEFAULT_PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** The release whose packages all recipes use; its musl is the version Alpine had until 3.21. */
export const SUITE = "trixie";
