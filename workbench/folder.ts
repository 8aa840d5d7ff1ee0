import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes a folder and those above it. Throws the system's own reason where that can't be done. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    // Seen with Node 24 on a read-only disk: the recursive way says that there is no such file. One folder alone says EROFS.
    await mkdir(topmostMissing(path));
    await mkdir(path, { recursive: true });
  }
}

function topmostMissing(path: string): string {
  const above = dirname(path);
  return above === path || existsSync(above) ? path : topmostMissing(above);
}
