import { expect, test } from "vitest";
import { groundwork } from "./command.ts";

test.each([
  [["grade"], 2, /npx groundwork grade HAND-INS --assignment/],
  [["grade", "export", "csv", "--out", "/nowhere"], 2, /There are no marks in \/nowhere/],
  [["grade", "export", "excel", "--out", "/nowhere"], 2, /There are no marks|no export/],
  [["grade", "diff", "/nowhere", "/nowhere"], 2, /There are no marks in \/nowhere/],
  [["grade", "report", "--out", "/nowhere"], 2, /Nothing was graded into \/nowhere yet/],
  [["regrade", "--out", "/nowhere"], 2, /--changed, --lab ID or --student KEY/],
] as const)("groundwork %j says what to do", async (args, code, says) => {
  const result = await groundwork(args);
  expect(result.code, result.all).toBe(code);
  expect(result.all).toMatch(says);
});
