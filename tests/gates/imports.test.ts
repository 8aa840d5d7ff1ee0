import { test } from "vitest";
import { readdir } from "node:fs/promises";
import { mustBeClean, root, runTool } from "./tool.ts";

const folders = ["workbench", "bootstrap", "experiments", "labs", "site", "src", "tests", "bench"];

test("imports run one way", async () => {
  const present = await readdir(root);
  const args = [
    ...folders.filter((name) => present.includes(name)),
    "docusaurus.config.ts",
    "sidebars.ts",
  ].filter((name) => present.includes(name));
  const result = await runTool("dependency-cruiser", "depcruise", [
    "--config",
    ".dependency-cruiser.mjs",
    "--output-type",
    "err-long",
    ...args,
  ]);
  mustBeClean(
    result,
    "import from a room to the right, or pass the thing in; the picture is in ARCHITECTURE.md",
  );
});
