import type { KnipConfig } from "knip";

/** What nobody imports, though it is used; each line says by whom. */
const config: KnipConfig = {
  entry: [
    // Run by npm scripts, before any dependency is there.
    "bootstrap/*.mjs",
    // Started by bootstrap/groundwork.mjs, by path.
    "workbench/cli/main.ts",
    // Found by their names in experiments/ when something is recorded.
    "experiments/*.ts",
    // Run by the lab runner, by path.
    "labs/*/lab.test.ts",
    // Compared with the learner's own: the solution of a lab whose hand-in is code.
    "labs/*/solution/**/*.ts",
    // Pages of the course: they import components.
    "docs/**/*.{md,mdx}",
    // Side-by-side measurements, started by hand.
    "bench/*.ts",
  ],
  project: [
    "{workbench,experiments,site,src,tests,bench,bootstrap}/**/*.{ts,tsx,mjs}",
    "labs/**/*.ts",
    "docs/**/*.mdx",
    "*.{ts,js,mjs}",
  ],
  // What a file exports for its own test beside it is used.
  ignoreExportsUsedInFile: true,
};

export default config;
