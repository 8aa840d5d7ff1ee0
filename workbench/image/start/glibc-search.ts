import { isRegular } from "../path.ts";
import { readLdCache, type CacheEntry } from "./ld-cache.ts";
import { defaultFolders } from "./glibc-folders.ts";
import { folderOf, type Loaded, type LoaderJob } from "./loaded.ts";
import { expandTokens, type Tokens } from "./tokens.ts";
import type { Opened } from "./exec.ts";
import type { LibraryUse } from "./types.ts";
import { may } from "./rights.ts";
import { walk, type View } from "./walk.ts";

/** How a search ends: with a file, with one that glibc takes offence at, with one that some processors take, or not. */
export type Hit =
  | { readonly kind: "found"; readonly opened: Opened; readonly by: NonNullable<LibraryUse["foundBy"]> }
  | { readonly kind: "bad"; readonly path: string; readonly says: string }
  | { readonly kind: "some processors"; readonly path: string }
  | { readonly kind: "missing"; readonly wrongClass: boolean };

/** Kinds of cache entries that a loader takes: those without a processor's name, and its own (dl-cache.h). */
const ANY_FLAGS = [1, 3];
const FLAGS: Readonly<Record<number, number>> = { 62: 0x303, 183: 0xa03 };
/** Best first, as glibc looks: subfolders of glibc-hwcaps (sysdeps/x86_64/dl-hwcaps_subdirs.c). */
const HWCAPS: Readonly<Record<number, readonly string[]>> = { 62: ["x86-64-v4", "x86-64-v3", "x86-64-v2"] };
const PLATFORM: Readonly<Record<number, string>> = { 62: "x86_64", 183: "aarch64" };
const CACHE = "/etc/ld.so.cache";
const ELF_HEADER_BYTES = 64;

/** Looks libraries up as glibc's loader does (elf/dl-load.c, _dl_map_object). */
export class GlibcSearch {
  readonly #job: LoaderJob;
  readonly #main: Loaded;
  readonly #machine: number;
  readonly #folders: readonly string[];
  readonly #cache: readonly CacheEntry[];

  constructor(job: LoaderJob, main: Loaded) {
    this.#job = job;
    this.#main = main;
    this.#machine = job.program.elf.machineNumber;
    this.#folders = defaultFolders(job.loader.file.path, job.content(job.loader.path));
    const bytes = job.content(CACHE);
    this.#cache = (bytes && readLdCache(bytes)) ?? [];
  }

  /** The file that `neededBy` gets under this name. */
  find(name: string, neededBy: Loaded): Hit {
    if (name.includes("/")) {
      const path = expandTokens(name, this.#tokens(neededBy));
      const hit = path === null ? null : this.#open(path);
      return hit && hit.kind !== "other" ? withBy(hit, "path") : { kind: "missing", wrongClass: false };
    }
    let wrongClass = false;
    let maybe: string | null = null;
    for (const { folders, by } of this.#places(name, neededBy)) {
      for (const path of folders) {
        const hit = this.#open(path);
        if (hit === null) continue;
        if (hit.kind === "other") wrongClass ||= hit.wrongClass;
        else if (hit.kind === "found" && path.includes("/glibc-hwcaps/")) maybe ??= path;
        else return withBy(hit, by);
      }
    }
    return maybe === null ? { kind: "missing", wrongClass } : { kind: "some processors", path: maybe };
  }

  /** Paths to try, in order. */
  *#places(name: string, neededBy: Loaded) {
    const inFolders = (list: readonly string[]) => list.flatMap((folder) => this.#inFolder(folder, name));
    const rpaths = neededBy.elf.runpath === null ? this.#rpaths(neededBy) : [];
    yield { by: "RPATH" as const, folders: inFolders(rpaths) };
    const { libraryPath } = this.#job;
    yield {
      by: "LD_LIBRARY_PATH" as const,
      folders: inFolders(this.#split(libraryPath, this.#main, /[:;]/)),
    };
    yield { by: "RUNPATH" as const, folders: inFolders(this.#split(neededBy.elf.runpath, neededBy)) };
    yield { by: "ld.so.cache" as const, folders: this.#cached(name) };
    yield { by: "default folder" as const, folders: inFolders(this.#folders) };
  }

  /** DT_RPATH of the object, of what asked for it, and so on; of the program in any case. One with a RUNPATH has none. */
  #rpaths(object: Loaded): string[] {
    const line: Loaded[] = [];
    for (let at: Loaded | null = object; at; at = at.neededBy) line.push(at);
    if (!line.includes(this.#main)) line.push(this.#main);
    return line.flatMap((at) => (at.elf.runpath === null ? this.#split(at.elf.rpath, at) : []));
  }

  #split(list: string | null, object: Loaded, separator = /:/): string[] {
    if (list === null || list === "") return [];
    const tokens = this.#tokens(object);
    const folders = list.split(separator).map((folder) => expandTokens(folder, tokens));
    return folders.filter((folder) => folder !== null).map((folder) => (folder === "" ? "." : folder));
  }

  #inFolder(folder: string, name: string): string[] {
    const clean = folder.replace(/(?<=.)\/+$/, "");
    const within = clean === "/" ? "" : clean;
    const special = (HWCAPS[this.#machine] ?? []).map((level) => `${within}/glibc-hwcaps/${level}/${name}`);
    return [...special, `${within}/${name}`];
  }

  #cached(name: string): string[] {
    const flags = [...ANY_FLAGS, FLAGS[this.#machine] ?? -1];
    return this.#cache
      .filter((entry) => entry.name === name && !entry.needsHwcap && flags.includes(entry.flags))
      .slice(0, 1)
      .map((entry) => entry.path);
  }

  #tokens(object: Loaded): Tokens {
    // The program's own folder is where it really lies (/proc/self/exe), a library's is where it was found.
    const path = object === this.#main ? object.file.path : object.path;
    return {
      ORIGIN: this.#job.secure ? null : folderOf(path),
      LIB: (this.#folders[0] ?? "/lib").replace(/^(\/usr)?\//, ""),
      PLATFORM: PLATFORM[this.#machine] ?? null,
    };
  }

  #open(path: string) {
    return openVerify(this.#job.view, path, this.#job.program);
  }
}

type Verified =
  | { readonly kind: "found"; readonly opened: Opened }
  | { readonly kind: "bad"; readonly path: string; readonly says: string }
  | { readonly kind: "other"; readonly wrongClass: boolean };

function withBy(hit: Exclude<Verified, { kind: "other" }>, by: NonNullable<LibraryUse["foundBy"]>): Hit {
  return hit.kind === "found" ? { ...hit, by } : hit;
}

/** What glibc says of a file before it maps it (elf/dl-load.c, open_verify). Null: it can't be opened. */
function openVerify(view: View, path: string, program: Opened): Verified | null {
  const found = walk(view, path);
  if (!found.ok || !may(view.who, found.file, "r")) return null;
  const { file } = found;
  if (!isRegular(file)) return { kind: "bad", path, says: "cannot read file data" };
  if (file.program?.kind !== "elf") {
    const says =
      file.type === "file" && file.bytes < ELF_HEADER_BYTES ? "file too short" : "invalid ELF header";
    return { kind: "bad", path, says };
  }
  const { elf } = file.program;
  if (elf.bits !== program.elf.bits) return { kind: "other", wrongClass: true };
  if (elf.machineNumber !== program.elf.machineNumber) return { kind: "other", wrongClass: false };
  if (elf.type === "other") return { kind: "bad", path, says: "only ET_DYN and ET_EXEC can be loaded" };
  return { kind: "found", opened: { path, file, elf } };
}
