import { test } from "vitest";
import { mustBeClean, runTool } from "./tool.ts";

test("Markdown is well-formed", async () => {
  const result = await runTool("markdownlint-cli2", "markdownlint-cli2", []);
  mustBeClean(result, "npm run format mends some; each rule's page is at github.com/DavidAnson/markdownlint");
});
