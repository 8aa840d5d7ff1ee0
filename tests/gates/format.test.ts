import { test } from "vitest";
import { mustBeClean, runTool } from "./tool.ts";

test("every file is formatted", async () => {
  const result = await runTool("prettier", "prettier", ["--check", "--log-level", "warn", "."]);
  mustBeClean(result, "npm run format");
});
