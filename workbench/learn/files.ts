import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Lab } from "../lab/load.ts";
import type { Task } from "../lab/manifest.ts";
import { readLearner } from "../lab/variant-file.ts";
import { isSameForAll, variantOf } from "../lab/variant.ts";

/** The files that a task, or without one the whole lab, is worked on in. Pure. */
export function filesOf({ manifest }: Lab, task?: Task): readonly string[] {
  if (task && task.files.length > 0) return task.files;
  return manifest.handIn.map((each) => each.path);
}

/** Text of a file; null when there is none. */
export async function textIn(folder: string, file: string): Promise<string | null> {
  try {
    return await readFile(path.join(folder, file), "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}

/**
 * Text of a file of the starter or the solution as it is for the learner whose copy lies in `mine`; null when there is
 * none. Throws BadInput where the copy doesn't say whose it is, in a lab that differs between learners.
 */
export async function ownText(
  { dir, manifest }: Lab,
  mine: string,
  from: "starter" | "solution",
  file: string,
): Promise<string | null> {
  const text = await textIn(path.join(dir, from), file);
  if (text === null || isSameForAll(manifest)) return text;
  // Loaded when it is needed: the watch screen must not wait for it.
  const { fillText } = await import("../lab/fill.ts");
  return fillText(text, variantOf(manifest, await readLearner(mine, manifest)));
}
