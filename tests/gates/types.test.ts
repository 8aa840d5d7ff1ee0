import { test } from "vitest";
import { mustBeClean, runTool } from "./tool.ts";

test.each([
  ["Node's half", "."],
  ["the browser's half", "src"],
])("types hold in %s", async (_, project) => {
  const result = await runTool("typescript", "tsc", ["-p", project, "--pretty", "false"]);
  mustBeClean(result, "npm run types shows the same; mend each file named above");
});
