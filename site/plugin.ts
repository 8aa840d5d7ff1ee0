import { globSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "@docusaurus/types";
import { serverBuildIsCommonJs } from "./commonjs.ts";
import { familyRules } from "./family-rules.ts";
import { GLOSSARY } from "./glossary.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const loader = (name: string): string => join(here, "loaders", `${name}.ts`);

/** The bundler's persistent cache, as Docusaurus sets it up. */
interface PersistentCache {
  buildDependencies?: string[];
}

/**
 * Docusaurus writes its registry with `require.resolveWeak`. Our package is of type "module", so the bundler would take
 * that file for a strict module, where there is no `require`.
 */
const generatedRegistry = { test: /[\\/]\.docusaurus[\\/].*\.js$/, type: "javascript/auto" };

/** Whatever file a page imports through our loaders (each such import says its page), the loader's answer is a script. */
const loadedByUs = { resourceQuery: /[?&]page=/, type: "javascript/auto" };

/**
 * Gives the bundler the loaders that pages import recordings, labs and code through.
 * The page compiler itself is a build dependency: Docusaurus only watches its config file,
 * so without it a change of a remark plugin would leave cached pages behind.
 */
export function groundworkPlugin(): Plugin {
  return {
    name: "groundwork",
    getClientModules: () => [fileURLToPath(new URL("../src/behaviours/index.ts", import.meta.url))],
    // In the page itself: a rule that React adds would be missing where scripts are off.
    injectHtmlTags: () => ({ headTags: [{ tagName: "style", innerHTML: familyRules() }] }),
    // All of PostCSS's options come from Docusaurus: without this it looks for a file of its own, for each style sheet
    // in each folder above, under every name that such a file may have.
    configurePostCss: (options) => ({ ...options, config: false }),
    configureWebpack(config, isServer) {
      const experiments = config.experiments as { cache?: PersistentCache } | undefined;
      experiments?.cache?.buildDependencies?.push(
        ...globSync("{remark,loaders,guide,weight/{still,later},.}/*.ts", { cwd: here }).map((file) =>
          join(here, file),
        ),
        // Terms are put into pages while they are compiled, so a changed term must compile them again.
        join(here, "..", GLOSSARY.terms),
      );
      return {
        plugins: isServer ? [serverBuildIsCommonJs] : [],
        module: { rules: [generatedRegistry, loadedByUs] },
        resolveLoader: {
          alias: {
            "groundwork-region": loader("region"),
            "groundwork-observation": loader("observation"),
            "groundwork-lab": loader("lab"),
            "groundwork-published": loader("published"),
            "groundwork-facts": loader("facts"),
            "groundwork-evidence": loader("evidence"),
            "groundwork-guide": loader("guide"),
            "groundwork-site-figures": loader("site-figures"),
            "groundwork-threats": loader("threats"),
            "groundwork-recordings": loader("recordings"),
            "groundwork-chapters": loader("chapters"),
            "groundwork-lab-diff": loader("lab-diff"),
          },
        },
      };
    },
  };
}
