import type { Plugin } from "@docusaurus/types";
import { inBrowser } from "./replace.ts";

/**
 * Lever: Preact instead of React, in the browser and while pages are rendered.
 * Gives: about 60 KB gz less JavaScript on each page.
 * Both sides must agree, since the browser takes up what the build has rendered. `react` is also replaced in what begins
 * with it (`react/jsx-runtime`, `react-dom/client`): Preact has files of the same names.
 */
export function preactPlugin(): Plugin {
  return {
    name: "groundwork-weight-preact",
    getClientModules: () => [inBrowser("preact/events.ts")],
    configureWebpack: () => ({
      resolve: { alias: { react: "preact/compat", "react-dom": "preact/compat" } },
    }),
  };
}
