import type { LoadContext, Plugin } from "@docusaurus/types";
import { codePlugin } from "./code.ts";
import { pagesPlugin } from "./pages/index.ts";
import { laterPlugin } from "./later/index.ts";
import { rehypeLater } from "./later/rehype.ts";
import { fontsAtOncePlugin, fontsPlugin } from "./fonts.ts";
import { partsPlugin } from "./parts.ts";
import { preactPlugin } from "./preact.ts";
import { prefetchPlugin } from "./prefetch.ts";
import { searchPlugin } from "./search.ts";
import { stillPlugin } from "./still/index.ts";
import { rehypeStill } from "./still/rehype.ts";

/**
 * What makes the site light, one plugin a lever. `GROUNDWORK_HEAVY=1` leaves them all out: the same pages on plain
 * Docusaurus, to compare with, and to see whether a lever is to blame for something.
 */
export function weightPlugins(): ((context: LoadContext) => Plugin)[] {
  if (isHeavy()) return [fontsAtOncePlugin];
  return [
    preactPlugin,
    fontsPlugin,
    // Before the next one: the bundler runs their loaders from the last to the first, and this needs what that leaves.
    laterPlugin,
    stillPlugin,
    codePlugin,
    prefetchPlugin,
    partsPlugin,
    searchPlugin,
    pagesPlugin,
  ];
}

/** The part of a lever that works on a page's text: `rehypePlugins` of whatever reads pages. */
export function weightRehypePlugins(): (typeof rehypeStill | typeof rehypeLater)[] {
  return isHeavy() ? [] : [rehypeStill, rehypeLater];
}

const isHeavy = (): boolean => process.env["GROUNDWORK_HEAVY"] === "1";
