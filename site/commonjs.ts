import type { Compiler } from "webpack";

/**
 * Docusaurus requires its own server build as CommonJS `.js` files. Below our package.json, which says "module", Node
 * would read them as modules; a package.json beside them says what they are. They are removed after the build.
 */
export const serverBuildIsCommonJs = {
  apply(compiler: Compiler): void {
    const name = "groundwork-commonjs";
    compiler.hooks.thisCompilation.tap(name, (compilation) => {
      compilation.hooks.processAssets.tap(name, () => {
        const source = new compiler.webpack.sources.RawSource('{"type":"commonjs"}');
        compilation.emitAsset("package.json", source);
      });
    });
  },
};
