import type { Plugin } from "@docusaurus/types";
import { inBrowser, replaceModules } from "./replace.ts";

/**
 * Lever: the search is loaded when the reader turns to its field.
 * Gives: about 12 KB gz less JavaScript on each page; what marks the words of a hit on its page is the largest part.
 */
export function searchPlugin(): Plugin {
  const field = { request: /^@theme\/SearchBar$/, file: inBrowser("search/SearchBar.tsx") };
  const now = { request: /^\.\/search-now\.ts$/, file: inBrowser("search/search-now.server.ts") };
  return {
    name: "groundwork-weight-search",
    configureWebpack: (_, isServer) => ({ plugins: [replaceModules(isServer ? [field, now] : [field])] }),
  };
}
