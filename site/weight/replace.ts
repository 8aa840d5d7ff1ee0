import { fileURLToPath } from "node:url";
import type { Compiler } from "webpack";

/** What a module request names, and the file that is taken instead. */
export interface Replacement {
  readonly request: RegExp;
  readonly file: string;
  /** Only where a file of this name asks; left out: whoever asks. */
  readonly from?: RegExp;
}

/**
 * A bundler plugin that takes another file wherever a request matches. Unlike an alias it also reaches requests that are
 * relative to a package's own folder, and it works whatever else the site's configuration names.
 */
export function replaceModules(replacements: readonly Replacement[]) {
  return {
    apply(compiler: Compiler): void {
      for (const { request, file, from } of replacements)
        new compiler.webpack.NormalModuleReplacementPlugin(request, (asked) => {
          if (from === undefined || from.test(asked.contextInfo.issuer)) asked.request = file;
        }).apply(compiler);
    },
  };
}

/** A file of what the levers put into the browser. */
export function inBrowser(name: string): string {
  return fileURLToPath(new URL(`../../src/weight/${name}`, import.meta.url));
}
