import { globSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

const theme = dirname(createRequire(import.meta.url).resolve("@docusaurus/theme-classic/package.json"));

/** Style sheets of what the browser's code leaves out: ours, and those of the theme's blocks of code. */
const sheets = [
  "src/{components,weight}/**/*.module.css",
  join(theme, "lib/theme/CodeBlock/**/*.module.css"),
];

/**
 * Writes a module that imports these style sheets and answers its path. The build takes a sheet into the site's own
 * because the browser's code imports it, and still parts need theirs though their code is left out.
 */
export function writeStyles(siteDir: string, generatedFilesDir: string): string {
  const found = sheets.flatMap((each) => globSync(each, { cwd: siteDir })).sort();
  const imports = found.map((sheet) => `import ${JSON.stringify(resolve(siteDir, sheet))};`);
  const file = join(generatedFilesDir, "groundwork-still", "styles.js");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${imports.join("\n")}\n`);
  return file;
}
