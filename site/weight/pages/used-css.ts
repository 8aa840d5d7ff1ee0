import { createHash } from "node:crypto";
import { readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { transform } from "lightningcss";
import { PurgeCSS } from "purgecss";

/**
 * Takes the rules that no page and no script has a word for out of a site's style sheets. All words of all scripts
 * count, since a class may be put on when something opens.
 * @returns old and new name of each sheet: browsers keep a sheet for a year, by its name, so a name stands for its content
 */
export async function keepUsedCss(outDir: string): Promise<Map<string, string>> {
  const folder = join(outDir, "assets/css");
  const sheets = (await readdir(folder)).filter((name) => name.endsWith(".css"));
  const results = await new PurgeCSS().purge({
    content: [join(outDir, "**/*.html"), join(outDir, "assets/js/*.js")],
    css: sheets.map((name) => join(folder, name)),
    defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [],
    // `:root[data-theme]` and the like: an attribute's value may be set by a script, letter by letter.
    dynamicAttributes: [
      "data-theme",
      "data-fonts",
      "data-theme-choice",
      "data-has-hydrated",
      "open",
      "aria-expanded",
    ],
  });
  const renamed = new Map<string, string>();
  for (const { file = "", css } of results) {
    const { code } = transform({ filename: basename(file), code: Buffer.from(css), minify: true });
    const hash = createHash("sha256").update(code).digest("hex").slice(0, 8);
    const name = basename(file).replace(/\.[0-9a-f]{8}\.css$/, `.${hash}.css`);
    await writeFile(join(dirname(file), name), code);
    renamed.set(basename(file), name);
  }
  return renamed;
}

/** Removes the sheets that other ones stand for, once no page names them. */
export async function removeOldCss(outDir: string, renamed: ReadonlyMap<string, string>): Promise<void> {
  for (const [old, name] of renamed) if (old !== name) await rm(join(outDir, "assets/css", old));
}

/** The page with the new names of its sheets. */
export function withSheets(html: string, renamed: ReadonlyMap<string, string>): string {
  return [...renamed].reduce((page, [old, name]) => page.replaceAll(old, name), html);
}
