import { readFileSync } from "node:fs";
import { glob, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "@docusaurus/types";
import { inBrowser } from "../replace.ts";
import { lateScripts, readChunks, routesOf, scriptsOf } from "./late-scripts.ts";
import { keepUsedCss, removeOldCss, withSheets } from "./used-css.ts";

/**
 * Levers on built pages, in one plugin since each of them rewrites every page:
 *
 * - Scripts come after the first paint (`late-scripts.ts`, `src/weight/late/boot.js`). Gives: about a second of LCP on a
 *   slow line. What the reader does before is kept.
 * - Rules of CSS that nothing uses go (`used-css.ts`). Gives: about a third of the style sheet, which holds up the first paint.
 */
export function pagesPlugin(): Plugin {
  const boot = readFileSync(inBrowser("late/boot.js"), "utf8");
  return {
    name: "groundwork-weight-pages",
    injectHtmlTags: () =>
      // While somebody writes a page, no step comes after the build.
      process.env.NODE_ENV === "production" ? { headTags: [{ tagName: "script", innerHTML: boot }] } : {},
    async postBuild({ outDir, generatedFilesDir, routes, baseUrl }) {
      const chunks = await readChunks(generatedFilesDir);
      const sheets = await keepUsedCss(outDir);
      for await (const file of glob("**/*.html", { cwd: outDir })) {
        const path = baseUrl + file.replaceAll("\\", "/").replace(/index\.html$/, "");
        const scripts = scriptsOf(routesOf(path, routes), chunks);
        await rewrite(join(outDir, file), (html) => lateScripts(withSheets(html, sheets), scripts));
      }
      await removeOldCss(outDir, sheets);
    },
  };
}

/** Whole or not at all: the search index is made from the same pages at the same time. */
async function rewrite(file: string, change: (html: string) => string): Promise<void> {
  const html = await readFile(file, "utf8");
  await writeFile(`${file}.part`, change(html));
  await rename(`${file}.part`, file);
}
