import type { LoadContext, Plugin } from "@docusaurus/types";
import { codePlugin } from "./code.ts";
import { pagesPlugin } from "./pages/index.ts";
import { partsPlugin } from "./parts.ts";
import { preactPlugin } from "./preact.ts";
import { prefetchPlugin } from "./prefetch.ts";
import { searchPlugin } from "./search.ts";

/**
 * What makes the site light, one plugin a lever. `GROUNDWORK_HEAVY=1` leaves them all out: the same pages on plain
 * Docusaurus, to compare with, and to see whether a lever is to blame for something.
 */
export function weightPlugins(): ((context: LoadContext) => Plugin)[] {
  if (process.env["GROUNDWORK_HEAVY"] === "1") return [];
  return [preactPlugin, codePlugin, prefetchPlugin, partsPlugin, searchPlugin, pagesPlugin];
}
