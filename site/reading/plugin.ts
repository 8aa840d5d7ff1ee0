import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "@docusaurus/types";
import { listOfPages, pagesOf } from "./llms.ts";
import { withoutScripts } from "./without-scripts.ts";

/** What helps to read: a page without scripts shows nothing that only scripts could work, and `llms.txt` lists the pages. */
export function readingPlugin(): Plugin {
  return {
    name: "groundwork-reading",
    injectHtmlTags: () => ({
      headTags: [{ tagName: "noscript", innerHTML: `<style>${withoutScripts}</style>` }],
    }),
    async postBuild({ outDir, plugins, siteConfig }) {
      await writeFile(join(outDir, "llms.txt"), listOfPages(siteConfig, pagesOf(plugins)));
    },
  };
}
