import { ESLint } from "eslint";
import { expect, test } from "vitest";
import { join } from "node:path";
import { mustBeClean, root, runTool } from "./tool.ts";

test("no file breaks a lint rule", async () => {
  const result = await runTool("eslint", "eslint", [".", "--max-warnings", "0"]);
  mustBeClean(result, "npm run format mends some; the others are named above by file, line and rule");
});

test.each([
  ["export enum Colour { Red }", "cannot be stripped"],
  ["export class A { constructor(readonly b: string) {} }", "assign it in the constructor"],
  ['import { test } from "vitest"; test.skip("later", () => {});', "Every test runs"],
  ['import { test } from "vitest"; test.only("alone", () => {});', "Every test runs"],
  ["export const later = (): void => { Promise.resolve(1); };", "Promises must be awaited"],
  ["export const a = (b: any): string => String(b);", "Unexpected any"],
])("lint refuses: %s", async (source, says) => {
  const eslint = new ESLint({ cwd: root });
  const [result] = await eslint.lintText(source, { filePath: join(root, "tests/gates/lint.test.ts") });
  expect(result?.messages.map(({ message }) => message).join("\n")).toContain(says);
});
