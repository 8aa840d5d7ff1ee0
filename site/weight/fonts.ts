import { readFileSync } from "node:fs";
import type { Plugin } from "@docusaurus/types";
import { inBrowser } from "./replace.ts";

/**
 * Lever: the first page of a visit is painted in faces that the machine has, and ours come for the pages after it.
 * Gives: about a second of a chapter's largest paint on a slow line, which faces and style sheet share, and no text that
 * moves when a face comes late.
 */
export function fontsPlugin(): Plugin {
  return withScript(readFileSync(inBrowser("fonts/now.js"), "utf8"));
}

/** Without the lever each page asks for our faces at once. */
export function fontsAtOncePlugin(): Plugin {
  return withScript('document.documentElement.dataset.fonts = "here"');
}

function withScript(innerHTML: string): Plugin {
  return {
    name: "groundwork-weight-fonts",
    injectHtmlTags: () => ({ headTags: [{ tagName: "script", innerHTML }] }),
  };
}
