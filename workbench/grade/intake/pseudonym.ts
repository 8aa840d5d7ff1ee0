import { createHmac, randomBytes } from "node:crypto";
import { chmod, link, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeFolder } from "../../folder.ts";
import { ownerMark } from "../../temporary.ts";

/**
 * The salt of a grading run, 32 bytes in a file that only its owner reads. Made once: two who make it at the same time end
 * with the same one. Without it nobody can tell from a pseudonym who it is, and nobody can try all ids.
 */
export async function saltOf(outDir: string): Promise<Buffer> {
  const dir = path.join(outDir, "private");
  const file = path.join(dir, "salt");
  await makeFolder(dir);
  await chmod(dir, 0o700);
  const there = await readFile(file).catch(() => null);
  if (there?.length === SALT_BYTES) return there;
  const temporary = `${file}.${ownerMark()}.tmp`;
  await writeFile(temporary, randomBytes(SALT_BYTES), { mode: 0o600 });
  try {
    await link(temporary, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  return readFile(file);
}

const SALT_BYTES = 32;

/** What a student is called in folders, images and logs: 64 bits of an HMAC of the roster's key. Pure. */
export function pseudonymOf(salt: Uint8Array, key: string): string {
  return `s${createHmac("sha256", salt).update(key).digest("hex").slice(0, 16)}`;
}
