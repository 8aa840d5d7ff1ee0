import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Lab } from "../../lab/load.ts";
import { VARIANT_FILE } from "../../lab/variant-file.ts";
import type { WantedLab } from "./choose.ts";

/** What a lab takes of a hand-in, from its manifest, and what its starter brings along besides. Reads names only. */
export async function wantedOf({ dir, manifest }: Lab): Promise<WantedLab> {
  const starter = path.join(dir, "starter");
  const entries = await readdir(starter, { recursive: true, withFileTypes: true });
  const given = entries
    .filter((each) => each.isFile())
    .map((each) => path.relative(starter, path.join(each.parentPath, each.name)).replaceAll(path.sep, "/"));
  const { id, formerly, handIn } = manifest;
  return { id, formerly, handIn, given: [...given, VARIANT_FILE] };
}
