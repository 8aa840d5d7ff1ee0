import { fileURLToPath } from "node:url";
import type { LoadContext, Plugin } from "@docusaurus/types";
import { inBrowser, replaceModules } from "../replace.ts";
import { stillComponents } from "./kinds.ts";
import { writeStyles } from "./styles.ts";
import { withinStill } from "./css.ts";

const loader = fileURLToPath(new URL("./loader.ts", import.meta.url));
const anyComponent = [...stillComponents].join("|");

/**
 * Lever: what only stands there is not sent twice. Docusaurus sends a chapter as a page, and once more as code with all
 * of its data, to take the page up and to come to it by a link. Here the browser's code of a chapter has its live
 * components alone, and keeps the rest as it came (`rehype.ts` finds it, `loader.ts` takes it out). So a link loads the
 * page that it leads to (`src/weight/still/visits.ts`).
 * Gives: with `site/remark/own-components.ts`, 21 to 38 KB gz less JavaScript on each chapter (118 to 140 before).
 */
export function stillPlugin(context: LoadContext): Plugin {
  const replaced = [
    { request: /\/weight\/still\/Still\.tsx$/, file: inBrowser("still/Kept.tsx") },
    // Other parts of the theme may use the same components, and need them.
    {
      request: new RegExp(`/components/(${anyComponent})/index\\.tsx$`),
      file: inBrowser("empty.ts"),
      from: /\/theme\/MDXComponents\/index\.tsx$/,
    },
    // Code is in the page already, wherever it stands.
    { request: /^@theme\/CodeBlock$/, file: inBrowser("empty.ts") },
  ];
  return {
    name: "groundwork-weight-still",
    getClientModules: () =>
      isBuild()
        ? [writeStyles(context.siteDir, context.generatedFilesDir), inBrowser("still/visits.ts")]
        : [],
    configurePostCss: (options) => ({ ...options, plugins: [...options.plugins, withinStill] }),
    configureWebpack: (_, isServer) =>
      isServer || !isBuild()
        ? {}
        : {
            plugins: [replaceModules(replaced)],
            // A list, since Docusaurus takes a plain expression here for a page compiler of ours.
            module: { rules: [{ test: [/\.mdx?$/], enforce: "post", use: [{ loader }] }] },
          },
  };
}

/** While somebody writes a page, the browser renders it, and needs all of it. */
const isBuild = (): boolean => process.env.NODE_ENV === "production";
