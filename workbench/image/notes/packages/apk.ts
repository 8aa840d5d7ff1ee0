import type { Package } from "../schema.ts";
import { linesOf } from "./stanzas.ts";

/** Packages of apk's installed database: paragraphs of one-letter fields, case counts (apk-tools, doc/apk-package.5). */
export function readApk(text: string): Package[] {
  const packages: Package[] = [];
  let fields = new Map<string, string>();
  const finish = () => {
    const name = fields.get("P");
    const version = fields.get("V");
    if (name && version)
      packages.push({
        name,
        version,
        architecture: fields.get("A") || null,
        source: fields.get("o") || name,
      });
    fields = new Map();
  };
  for (const line of linesOf(text)) {
    if (line === "") finish();
    // Fields of files (F, R, Z …) follow those of the package and are not wanted.
    else if (/^[PVAo]:/.test(line) && !fields.has(line.charAt(0)))
      fields.set(line.charAt(0), line.slice(2).trim());
  }
  finish();
  return packages;
}
