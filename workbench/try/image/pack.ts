import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Scope } from "../../engine/scope.ts";
import { entryPath } from "../../image/entry-path.ts";
import { filterTar } from "../../image/tar/filter.ts";
import type { FileFacts } from "../../image/types.ts";
import type { Carried } from "./carried.ts";

/** What is carried to every base in the same way: all but folders and links, which each base may want otherwise. Pure. */
export function sameOnEach({ paths }: Carried, files: ReadonlyMap<string, FileFacts>): readonly FileFacts[] {
  return [...paths].flatMap((path) => {
    const file = files.get(path);
    return file && file.type !== "directory" && file.type !== "symlink" ? [file] : [];
  });
}

/** Writes some files of an image to a tar on disk as they are, in one pass over its merged tree. Nothing is unpacked. */
export async function packFiles(
  scope: Scope,
  imageId: string,
  files: readonly FileFacts[],
  to: string,
  signal?: AbortSignal,
): Promise<void> {
  const wanted = new Set(files.map(({ path }) => path));
  const tree = await scope.copyOut(imageId, "/");
  const kept = filterTar(tree as AsyncIterable<unknown>, ({ name }) => wanted.has(entryPath(name)));
  await pipeline(kept, createWriteStream(to), { signal });
}
