import { join } from "node:path";
import type { LoadContext, Plugin } from "@docusaurus/types";
import { replaceModules } from "./replace.ts";

/**
 * Lever: the search is loaded when the reader turns to its field.
 * Gives: about 12 KB gz less JavaScript on each page; what marks the words of a hit on its page is the largest part.
 */
export function searchPlugin({ siteDir }: LoadContext): Plugin {
  const ours = (name: string): string => join(siteDir, "src/weight/search", name);
  const field = { request: /^@theme\/SearchBar$/, file: ours("SearchBar.tsx") };
  const now = { request: /^\.\/search-now\.ts$/, file: ours("search-now.server.ts") };
  return {
    name: "groundwork-weight-search",
    configureWebpack: (_, isServer) => ({ plugins: [replaceModules(isServer ? [field, now] : [field])] }),
  };
}
