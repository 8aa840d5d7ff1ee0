import type { Engine } from "../../engine/types.ts";
import type { ImageRead, ReadImageOptions } from "../read.ts";

/** What reading an image asks of an engine. */
export type ImageEngine = Pick<Engine, "facts" | "image" | "saveInto" | "pull" | "removeImage">;

/** Where an image was read from. */
export interface ImageSource {
  /** `registry`: pulled through the engine for this reading, and removed again. */
  readonly kind: "engine" | "registry" | "folder" | "archive";
  /** The target as it was given. */
  readonly name: string;
}

export interface OpenImageOptions extends Omit<ReadImageOptions, "cache" | "diffIds"> {
  /** Folder that remembers layers, so that each is read once; null for none. Default: `layers` in the state folder. */
  readonly cacheDir?: string | null;
  /** The engine, or how to get one; called only where the target is not on disk. */
  readonly engine?: ImageEngine | (() => Promise<ImageEngine>);
  /** Called with a line for a person, where something takes its time. */
  readonly onProgress?: (line: string) => void;
  /** Stops a pull. */
  readonly signal?: AbortSignal;
}

/** What the sources are given. */
export type SourceOptions = Omit<OpenImageOptions, "cacheDir"> & Pick<ReadImageOptions, "cache">;

export interface OpenedImage extends ImageRead {
  readonly source: ImageSource;
}
