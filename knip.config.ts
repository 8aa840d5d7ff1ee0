import type { KnipConfig } from "knip";

/** What nobody imports, though it is used; each line says by whom. */
const config: KnipConfig = {
  entry: [
    // Run by npm scripts, before any dependency is there.
    "bootstrap/*.mjs",
    // Started by bootstrap/groundwork.mjs, by path.
    "workbench/cli/main.ts",
    // Started by path, in a container of a graded run.
    "workbench/lab/kit/learner-loop.ts",
    // Found by their names in experiments/ when something is recorded.
    "experiments/*.ts",
    // Run by the lab runner, by path.
    "labs/*/lab.test.ts",
    // What a learner might have handed in; the runner loads it by path.
    "labs/*/solution/**/*.ts",
    // Pages of the course: they import components.
    "docs/**/*.{md,mdx}",
    // Named in a page's import as `!!groundwork-region!…`; the bundler finds them by that name.
    "site/loaders/*.ts",
    // Imported by pages that use them: site/remark/own-components.ts writes the import.
    "src/components/{BaseTable,Chooser,CourseMap,GuideTable,LabCard,Layers,LoaderWalk,Matrix,Predict,PredictSize,Quiz,Screenshot,SiteFigures,Sizes,Threats}/index.tsx",
    // Loaded by the bundler, by path.
    "site/weight/still/loader.ts",
    // Docusaurus loads them before a page, by path.
    "src/behaviours/index.ts",
    // Docusaurus finds a replaced part of its theme by its path.
    "src/theme/**/*.{ts,tsx}",
    // Read as text: `groundwork assignment new` writes it beside an assignment.
    "workbench/grade/assignment/example/private.example.ts",
    // Taken by site/weight instead of a part of Docusaurus or of its theme, by path.
    "src/weight/**/*.{ts,tsx,js}",
    // Started by the test beside it, as a process of its own.
    "tests/**/*.child.ts",
    // Loaded by Node before a command, by the test beside it.
    "tests/**/*.preload.mjs",
    // Copied into images by the Dockerfiles beside them.
    "tests/try/*/*.mjs",
    // Started by the test beside it, by path.
    "tests/engine/*.child.ts",
    // Side-by-side measurements, started by hand.
    "bench/*.ts",
    // Started by the measurement beside it, as a process of its own.
    "bench/**/*.child.ts",
  ],
  project: [
    "{workbench,experiments,site,src,tests,bench,bootstrap}/**/*.{ts,tsx,mjs}",
    "labs/*/*.ts",
    "labs/*/solution/**/*.ts",
    "docs/**/*.mdx",
    // A fixture is read as text, by the test beside it.
    "!**/fixtures/**",
    "*.{ts,js,mjs}",
  ],
  ignoreDependencies: [
    // Started by their commands' names: the tools of tests/gates, and Docusaurus itself.
    "cspell",
    "dependency-cruiser",
    "gitlab-ci-local",
    "@docusaurus/core",
    // Docusaurus loads it because of `future.faster`.
    "@docusaurus/faster",
    // A CSS file imports the fonts, which is no import of code.
    "@fontsource/.+",
    "@fontsource-variable/.+",
    // site/search.ts requires it, since its types say nothing of it.
    "@easyops-cn/docusaurus-search-local",
  ],
  // A machine's own commands (docker, apt-get) are looked for at run time, with a page for those who lack them.
  exclude: ["binaries", "types"],
  // What a file exports for its own test beside it is used; so are types, which describe an exported function.
  ignoreExportsUsedInFile: true,
};

export default config;
