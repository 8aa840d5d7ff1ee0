import { createHash } from "node:crypto";
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Everything that a page can be made of; what is not here can't change the site. */
const patterns = [
  "{docs,src,site,static,recordings,labs}/**/*",
  "bench/{site,results}/*",
  "workbench/{families,record/schema,lab/{manifest,events,results},bases/types,serve/{token,contract,messages}}.ts",
  "{docusaurus.config,sidebars}.ts",
  "{package-lock.json,.browserslistrc}",
];

/**
 * One fingerprint of all files that the site is built from.
 * @param root folder of the project
 * @returns 16 hex digits; the same for the same names and contents, whatever the dates of the files
 */
export async function fingerprint(root: string): Promise<string> {
  const files: string[] = [];
  for await (const entry of glob(patterns, { cwd: root, withFileTypes: true })) {
    if (entry.isFile()) files.push(join(entry.parentPath, entry.name));
  }
  const hash = createHash("sha256");
  for (const file of files.sort()) {
    const content = await readFile(file);
    hash.update(`${file.slice(root.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex").slice(0, 16);
}
