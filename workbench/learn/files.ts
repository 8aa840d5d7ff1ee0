import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Lab } from "../lab/load.ts";
import type { Task } from "../lab/manifest.ts";

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
