import type { Opened } from "./exec.ts";
import type { Ending, LibraryUse, MissingVersion } from "./types.ts";
import type { View } from "./walk.ts";

/** An object in a process: the program, its loader, or a library. */
export interface Loaded extends Opened {
  /** By which names a later search finds it without looking at files. */
  readonly names: Set<string>;
  /** What asked for it first; null for the program and its loader. */
  readonly neededBy: Loaded | null;
}

/** What a loader is given. */
export interface LoaderJob {
  readonly view: View;
  readonly program: Opened;
  readonly loader: Opened;
  /** LD_LIBRARY_PATH and LD_PRELOAD; null where not set or, for a setuid program, not heeded. */
  readonly libraryPath: string | null;
  readonly preload: string | null;
  /** Bytes of a kept file of the image, by a path of which links are followed; null when it is not there or not kept. */
  readonly content: (path: string) => Uint8Array | null;
  /** AT_SECURE: the program runs with other rights than the user's. */
  readonly secure: boolean;
}

/** What a loader does before the program's first instruction. */
export interface Loading {
  readonly libraries: readonly LibraryUse[];
  readonly missingVersions: readonly MissingVersion[];
  /** Null: everything that it looks for is there. */
  readonly ending: Ending | null;
}

/** The object already loaded from this very file. */
export function sameFile(loaded: readonly Loaded[], opened: Opened): Loaded | undefined {
  return loaded.find((other) => other.file.path === opened.file.path);
}

/** The folder that a path lies in, as `$ORIGIN` has it. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end < 0 ? "." : end === 0 ? "/" : path.slice(0, end);
}

/** Versions asked of a loaded library that has others, but not these. A library without any versions is taken as it is. */
export function versionsMissing(objects: readonly Loaded[]): MissingVersion[] {
  return objects.flatMap((object) =>
    Object.entries(object.elf.versionsNeeded).flatMap(([name, versions]) => {
      const library = objects.find((other) => other.names.has(name) || other.elf.soname === name);
      const provided = library?.elf.versionsProvided ?? [];
      if (!library || provided.length === 0) return [];
      const optional = object.elf.versionsOptional[name] ?? [];
      return versions
        .filter((version) => !provided.includes(version) && !optional.includes(version))
        .map((version) => ({ library: library.path, version, requiredBy: object.path }));
    }),
  );
}
