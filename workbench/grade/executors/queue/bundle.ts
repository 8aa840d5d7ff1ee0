import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { extract, pack } from "tar-stream";
import type { Contents } from "../../intake/files.ts";

/** A hand-in is a few small files; what is larger was made by somebody else. */
const MOST_BYTES = 64_000_000;
const MOST_FILES = 5_000;

/** Files as one tar, the same bytes for the same files on every machine. */
export async function bundleOf(contents: Contents): Promise<Buffer> {
  const tar = pack();
  const whole = buffer(tar);
  for (const [name, content] of [...contents].sort(([one], [other]) => (one < other ? -1 : 1)))
    tar.entry({ name, mode: 0o644, mtime: new Date(0), size: content.length }, content);
  tar.finalize();
  return whole;
}

/**
 * The files of a bundle. Whoever can write to the store could have made it: links, paths that lead elsewhere and too much
 * of anything are refused. Throws Error with the reason.
 */
export async function filesOf(bundle: Buffer): Promise<Contents> {
  if (bundle.length > MOST_BYTES) throw new Error(`it has ${bundle.length} bytes, more than any hand-in`);
  const files = new Map<string, Buffer>();
  for await (const entry of Readable.from([bundle]).pipe(extract())) {
    const { name, type } = entry.header;
    if (type !== "file" || !isInside(name)) throw new Error(`"${name}" is no plain file inside it`);
    if (files.size >= MOST_FILES) throw new Error(`it has more than ${MOST_FILES} files`);
    files.set(name, await buffer(entry));
  }
  return files;
}

/** Lays a bundle's files into a folder that holds nothing yet. */
export async function layFiles(dir: string, contents: Contents): Promise<void> {
  for (const [name, content] of contents) {
    const file = path.join(dir, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content, { mode: 0o644, flag: "wx" });
  }
}

/** All plain files below a folder, by their paths. */
export async function contentsOf(dir: string): Promise<Contents> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const read = async (file: string) => [path.relative(dir, file), await readFile(file)] as const;
  return new Map(await Promise.all(files.map(read)));
}

function isInside(name: string): boolean {
  return name !== "" && !path.isAbsolute(name) && path.normalize(name) === name && !name.startsWith("..");
}
