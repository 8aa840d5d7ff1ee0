import { glob, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { portablePage, portableStyle } from "./portable.ts";

/** Of no use without a server or without scripts. */
const LEFT_OUT =
  /^(404\.html|sitemap\.xml|search-index.*\.json|groundwork-site\.json|search\/.*|.*\.(js|map))$/;

/**
 * The files of a site that opens from any place, also from the disk, by their paths in it.
 * @param folder of a built site
 * @param base path that it was built for
 */
export async function portableFiles(folder: string, base = "/"): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const path of await listFiles(folder)) {
    if (LEFT_OUT.test(path)) continue;
    const bytes = await readFile(join(folder, path));
    files.set(path, portable(path, bytes, base));
  }
  return files;
}

function portable(path: string, bytes: Buffer, base: string): Uint8Array {
  if (path.endsWith(".html")) return Buffer.from(portablePage(bytes.toString("utf8"), path, base));
  if (path.endsWith(".css")) return Buffer.from(portableStyle(bytes.toString("utf8"), path, base));
  return bytes;
}

/** Paths of all files under a folder, with `/`, in the same order on every machine. */
async function listFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of glob("**/*", { cwd: folder, withFileTypes: true })) {
    if (entry.isFile()) found.push(relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  }
  return found.sort();
}
