import { expect, test } from "vitest";
import { docstringFindings } from "./rules/docstrings.ts";
import { mustBeEmpty } from "./rules/finding.ts";
import { filesOf, read } from "./rules/tree.ts";

test("every exported function of the workbench has a docstring", () => {
  const files = filesOf("workbench/**/*.ts").filter((file) => !/\.(test|fixture)\.ts$/.test(file));
  expect(files.length).toBeGreaterThan(0);
  mustBeEmpty(files.flatMap((file) => docstringFindings(file, read(file))));
});

test.each([
  ["export function bare(): void {}", 1],
  ["export const bare = (): number => 1;", 1],
  ["/** short */\nexport function bare(): void {}", 1],
  ["/** What goes in and what comes out. */\nexport function told(): void {}", 0],
  ["/** What goes in and what comes out. */\nexport const told = async (): Promise<void> => {};", 0],
  ["function inner(): void {}\nexport const value = 1;", 0],
  [
    "/** Two ways to call it. */\nexport function f(a: 1): 1;\nexport function f(a: 2): 2;\nexport function f(a: never) { return a; }",
    0,
  ],
])("%j lacks %i", (source, expected) => {
  expect(docstringFindings("x.ts", source)).toHaveLength(expected);
});
