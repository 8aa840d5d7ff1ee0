import { join } from "node:path";
import { compile } from "@mdx-js/mdx";
import { expect, test } from "vitest";
import { remarkGlossary } from "./glossary.ts";

const siteDir = join(import.meta.dirname, "../..");

async function compiled(value: string, page = "docs/98-a-chapter.mdx"): Promise<string> {
  const remarkPlugins = [[remarkGlossary, { siteDir }]] satisfies [unknown, unknown][];
  return String(await compile({ value, path: join(siteDir, page) }, { remarkPlugins, jsx: true }));
}

/** Words that became links to the glossary, with their anchors, in order. */
const linksOf = (page: string): string[] =>
  [...page.matchAll(/href="\.\/reference\/glossary\.mdx#([\w-]+)"[^>]*>\{?"?([^<"}]*)/g)].map(
    ([, anchor, word]) => `${word}→${anchor}`,
  );

test.each<[string, string, string[]]>([
  ["its first use and no other", "A loader. Another loader.\n\nMore loaders.", ["loader→loader"]],
  ["a plural or another spelling", "Two Layers of PID 1.", ["Layers→layer", "PID 1→process-1"]],
  ["the longest spelling", "A base image, then an image.", ["base image→base", "image→image"]],
  ["a spelling across the end of a line", "It uses the exec\nform.", ["exec\\nform→exec-form"]],
  ["emphasis and lists", "- a **layer**\n- a _stage_", ["layer→layer", "stage→stage"]],
  ["no part of a word or of a path", "The unloader, /lib/loader and loader-like.", []],
  ["no code", "A `loader`.\n\n```text\nloader\n```", []],
  ["no heading and no link", "## A loader\n\n[a loader](./x.mdx)", []],
  ["nothing that a guess hides", "<Predict>\n\nA loader.\n\n</Predict>\n\nA loader.", ["loader→loader"]],
])("a term links %s", async (_, text, links) => {
  const page = await compiled(`${text}\n`);
  expect(linksOf(page).map((link) => link.replace("\n", String.raw`\n`))).toEqual(links);
});

test("the link says what the term means, and looks like a term", async () => {
  const page = await compiled("A loader.\n");
  expect(page).toContain('className="gw-term"');
  expect(page).toMatch(/title="The program that the kernel starts first/);
});

test("a page that is no chapter stays as it is", async () => {
  expect(linksOf(await compiled("A loader.\n", "docs/index.mdx"))).toEqual([]);
});

test("the glossary's page gets every term under its anchor, and the way to its section", async () => {
  const page = await compiled("<Glossary />\n", "docs/reference/glossary.mdx");
  expect(page).toContain('id="exec-form"');
  expect(page).toContain('href="../03-from-scratch.mdx#loader"');
  expect(page).not.toContain("Glossary");
  expect(page).toContain("Also: base image.");
});
