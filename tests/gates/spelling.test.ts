import { expect, test } from "vitest";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { mustBeClean, root, runTool } from "./tool.ts";

const wordsFile = "cspell.words.txt";

test("every word is in a dictionary", async () => {
  const result = await runTool("cspell", "cspell", [
    "lint",
    "--no-progress",
    "--no-summary",
    "--show-suggestions",
  ]);
  mustBeClean(result, `spell it right, or add the word to ${wordsFile} and run npm run format`);
});

test("the word list is sorted and holds no word twice", async () => {
  const words = (await readFile(join(root, wordsFile), "utf8")).trimEnd().split("\n");
  const sorted = [...new Set(words)].sort((a, b) => a.localeCompare(b, "en"));
  expect(words, "To fix it: npm run format").toEqual(sorted);
});
