import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { baseByReference } from "../bases/catalogue.ts";
import { basesWanted } from "../bases/dockerfile.ts";

/**
 * Ids of the catalogue's bases that the Dockerfiles of a hand-in name, whatever the lab itself lists: any route that
 * works must be able to pass.
 */
export async function basesOf(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const ids = new Set<string>();
  for (const entry of entries) {
    if (!entry.isFile() || !/dockerfile/i.test(entry.name)) continue;
    const text = await readFile(path.join(entry.parentPath, entry.name), "utf8");
    for (const id of basesWanted(text, (reference) => baseByReference(reference)?.id)) ids.add(id);
  }
  return [...ids];
}
