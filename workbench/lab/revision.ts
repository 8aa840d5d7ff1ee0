import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Digest of the files that decide a verdict: manifest, test and hand-in list. A result belongs to one revision. */
export async function labRevision(labDir: string): Promise<string> {
  const hash = createHash("sha256");
  const names = (await readdir(labDir)).filter((name) => /\.(yaml|ts)$/.test(name)).sort();
  for (const name of names)
    hash
      .update(name)
      .update("\0")
      .update(await readFile(path.join(labDir, name)));
  return `sha256:${hash.digest("hex")}`;
}
