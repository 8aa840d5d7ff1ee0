import { fileURLToPath } from "node:url";
import type { Plugin } from "@docusaurus/types";
import { inBrowser, replaceModules } from "../replace.ts";

const loader = fileURLToPath(new URL("./loader.ts", import.meta.url));

/**
 * Lever: a live component's code and data come when its reader is near. Until then its elements stay as the build has
 * made them; what is pressed or typed there early is kept and given again (`src/weight/late/boot.js`).
 * Gives: 2 to 14 KB gz less JavaScript on a chapter's first load, 37 on the one with the large tables, and parts that are
 * taken up one by one in place of all at once.
 * `rehype.ts` finds them, `loader.ts` takes their code apart, `src/weight/later/Asleep.tsx` wakes them.
 */
export function laterPlugin(): Plugin {
  return {
    name: "groundwork-weight-later",
    configureWebpack: (_, isServer) =>
      // While somebody writes a page, the browser renders it, and needs all of it.
      isServer || process.env.NODE_ENV !== "production"
        ? {}
        : {
            plugins: [
              replaceModules([
                { request: /\/weight\/later\/Later\.tsx$/, file: inBrowser("later/Asleep.tsx") },
              ]),
            ],
            // Docusaurus puts all that two files share into one, which then comes with the first of them.
            optimization: { splitChunks: { cacheGroups: { common: { name: false, minSize: 3000 } } } },
            // A list, since Docusaurus takes a plain expression here for a page compiler of ours.
            module: { rules: [{ test: [/\.mdx?$/], enforce: "post", use: [{ loader }] }] },
          },
  };
}
