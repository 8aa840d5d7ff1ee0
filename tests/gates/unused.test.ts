import { test } from "vitest";
import { mustBeClean, runTool } from "./tool.ts";

test("no file, export or dependency is unused", async () => {
  const result = await runTool("knip", "knip", ["--no-progress", "--no-config-hints"]);
  mustBeClean(
    result,
    "delete what nobody uses, or drop the word `export`; what is used by name stands in knip.config.ts with its reason",
  );
});
