import type { Plugin } from "@docusaurus/types";
import type { PrismTheme } from "prism-react-renderer";
import { darkCode, lightCode } from "../prism.ts";
import { inBrowser, replaceModules } from "./replace.ts";

/**
 * Lever: code is highlighted by the build, and the browser keeps it as it came.
 * Gives: about 30 KB gz less JavaScript on each page, and blocks that have their colours at once in both themes.
 * While somebody writes a page, the browser renders it, and gets Prism for that.
 */
export function codePlugin(): Plugin {
  const replaced = [
    { request: /^@theme\/CodeBlock$/, file: inBrowser("code/Block.tsx") },
    { request: /^@theme\/CodeBlock\/Content$/, file: inBrowser("code/Content.tsx") },
    { request: /^@theme\/CodeBlock\/Container$/, file: inBrowser("code/Container.tsx") },
    { request: /^@theme\/CodeBlock\/Buttons$/, file: inBrowser("code/Buttons.tsx") },
    { request: /theme-classic[\\/]lib[\\/]prism-include-languages/, file: inBrowser("empty.ts") },
  ];
  const now = { request: /^\.\/highlight-now\.ts$/, file: inBrowser("code/highlight-now.server.ts") };
  return {
    name: "groundwork-weight-code",
    injectHtmlTags: () => ({
      headTags: [
        {
          tagName: "style",
          innerHTML: coloursOf(":root", lightCode) + coloursOf("[data-theme=dark]", darkCode),
        },
      ],
    }),
    configureWebpack: (_, isServer) => ({
      plugins: [replaceModules(isServer ? [...replaced, now] : replaced)],
    }),
  };
}

/** A theme of Prism as rules for the classes that Prism gives its tokens. */
export function coloursOf(scope: string, { plain, styles }: PrismTheme): string {
  const variables = `${scope}{--prism-color:${plain.color};--prism-background-color:${plain.backgroundColor}}`;
  const rules = styles.map(({ types, style }) => {
    const selectors = types.map((type) => `${scope} .token.${type}`).join(",");
    const declarations = [
      style.color === undefined ? "" : `color:${style.color}`,
      style.fontStyle === undefined ? "" : `font-style:${style.fontStyle}`,
      style.fontWeight === undefined ? "" : `font-weight:${style.fontWeight}`,
    ];
    return `${selectors}{${declarations.filter(Boolean).join(";")}}`;
  });
  return variables + rules.join("");
}
