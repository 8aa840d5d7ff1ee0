import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import Handlebars from "handlebars";
import type { Variant } from "./variants-schema.ts";

/**
 * Fills a text in with a learner's values: `{{user}}`, `{{late.program}}`, `{{#if late.shell}}…{{else}}…{{/if}}`, as
 * Handlebars defines them. Throws an Error for a name that the lab has no pool of. Pure.
 */
export function fillText(text: string, variant: Variant): string {
  return Handlebars.compile<Variant>(text, { noEscape: true, strict: true })(variant);
}

/** Fills in every file below a folder, in place. Throws an Error that names the file. */
export async function fillFolder(folder: string, variant: Variant): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    try {
      await writeFile(file, fillText(await readFile(file, "utf8"), variant));
    } catch (error) {
      throw new Error(`${path.relative(folder, file)} can't be filled in: ${String(error)}`, {
        cause: error,
      });
    }
  }
}
