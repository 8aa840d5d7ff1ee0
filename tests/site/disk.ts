import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { portableFiles } from "../../workbench/site/portable-folder.ts";
import type { TestSite } from "./build.ts";

/** What somebody has who unpacked the zip. */
export interface OnDisk extends AsyncDisposable {
  /** `file:` addresses of all pages. */
  readonly pages: readonly string[];
  readonly home: string;
  /** Text of the file at such an address; null where there is none. */
  read(address: string): Promise<string | null>;
}

/** Writes the files of the zip into a folder of their own. */
export async function unpackOnDisk({ folder, basePath }: TestSite): Promise<OnDisk> {
  const root = await mkdtemp(join(tmpdir(), "groundwork-disk-"));
  const files = await portableFiles(folder, basePath);
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), bytes);
  }
  const address = (path: string): string => pathToFileURL(join(root, path)).href;
  return {
    pages: [...files.keys()].filter((path) => path.endsWith(".html")).map(address),
    home: address("index.html"),
    read: (place) => readFile(new URL(place), place.endsWith(".html") ? "utf8" : "latin1").catch(() => null),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}
