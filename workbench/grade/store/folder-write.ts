import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hexOf, placeOf } from "./objects.ts";
import type { Address } from "./types.ts";

/** A student's work and marks are nobody else's business. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/**
 * No write takes so long. What a writer left is judged by its age alone: another machine's processes can't be seen from
 * here, and machines that were set up from one image often have one name.
 */
const OLD_MS = 60 * 60_000;

/**
 * Writes an object under the top of a store, aside first and then renamed: a reader sees the whole of it or none. Removes
 * what killed writers have left beside it. Throws the system's own errors; the top is never made.
 */
export async function writeObject(
  top: string,
  address: Address,
  bytes: Uint8Array,
  signal?: AbortSignal,
): Promise<void> {
  const path = join(top, ...placeOf(address));
  await makeFoldersBelow(top, placeOf(address).slice(0, -1));
  await sweep(dirname(path));
  const temporary = join(dirname(path), `.${hexOf(address)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, "wx", FILE_MODE);
    try {
      await file.writeFile(bytes, { signal });
      // Without this a power cut can leave an empty file under the final name.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** One by one, not `recursive`: that would make the top as well. */
async function makeFoldersBelow(top: string, names: readonly string[]): Promise<void> {
  let path = top;
  for (const name of names) {
    path = join(path, name);
    await mkdir(path, { mode: FOLDER_MODE }).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    });
  }
}

/** What is left beside objects harms nobody, so it is no fault when it can't be removed. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(".tmp")) continue;
    const path = join(folder, name);
    if (await isOld(path)) await rm(path, { force: true }).catch(() => undefined);
  }
}

function isOld(path: string): Promise<boolean> {
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > OLD_MS,
    () => false,
  );
}
