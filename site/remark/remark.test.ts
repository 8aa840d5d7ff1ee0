import { join } from "node:path";
import { compile } from "@mdx-js/mdx";
import { expect, test } from "vitest";
import { remarkRecordings } from "./recordings.ts";
import { remarkRegions } from "./regions.ts";

const siteDir = join(import.meta.dirname, "../..");

async function compiled(value: string): Promise<string> {
  const page = { value, path: join(siteDir, "docs/a-page.mdx") };
  const remarkPlugins = [
    [remarkRecordings, { siteDir }],
    [remarkRegions, { siteDir }],
  ] satisfies [unknown, unknown][];
  return String(await compile(page, { remarkPlugins, jsx: true }));
}

const importOf = (key: string): string =>
  `"!!groundwork-observation!@site/site/fixtures/99-fixture.json?key=${key}&page=docs%2Fa-page.mdx"`;

test("`of` becomes an import of that observation alone, once", async () => {
  const page = await compiled(
    'A <Size of="99-fixture/a" kind="unpacked" />\n\n<Run of={"99-fixture/a"} />\n\n<Layers of="99-fixture/a" />\n',
  );
  expect(page.split(importOf("a"))).toHaveLength(2);
  expect(page.match(/recorded=\{recorded0\}/g)).toHaveLength(2);
  // The explorer shows a layer's files, which nobody else needs.
  expect(page).toContain("key=a&page=docs%2Fa-page.mdx&for=Layers");
});

test("a list of `of` becomes a list of imports", async () => {
  const page = await compiled('<Sizes of={["99-fixture/a", "99-fixture/b"]} />\n');
  expect(page).toContain(`recorded0 from ${importOf("a")}`);
  expect(page).toContain(`recorded1 from ${importOf("b")}`);
  expect(page).toContain("recorded={[recorded0, recorded1]}");
});

test("a fence with a file becomes an import of that region", async () => {
  const page = await compiled("```ts file=site/fixtures/region.ts#shown\n```\n");
  expect(page).toContain(
    '"!!groundwork-region!@site/site/fixtures/region.ts?page=docs%2Fa-page.mdx&region=shown"',
  );
  expect(page).toContain('file="site/fixtures/region.ts"');
});

test("a lab card imports its manifest", async () => {
  expect(await compiled('<LabCard id="03-scratch" />\n')).toContain("@site/labs/03-scratch/lab.yaml?page=");
});

test("a published size imports what the catalogue has of that base", async () => {
  expect(await compiled('A <Published base="ubuntu" measure="compressed" />\n')).toContain(
    '"!!groundwork-published!@site/workbench/bases/catalogue.ts?base=ubuntu&page=docs%2Fa-page.mdx"',
  );
});

test("the chooser imports its evidence", async () => {
  expect(await compiled("<Chooser />\n")).toContain(
    '"!!groundwork-evidence!@site/recordings/11-choosing.json?page=docs%2Fa-page.mdx"',
  );
});

test.each([
  [
    '<Run of="98-absent/a" />',
    "recordings/98-absent.json is missing; `groundwork record 98-absent` writes it",
  ],
  ['<Run of="no-key" />', "write EXPERIMENT/KEY"],
  ["<Published />", '<Published> needs base="BASE", written out'],
  ["<Run />", '<Run> needs of="EXPERIMENT/KEY", written out'],
  ["<Run of={somewhere} />", '<Run> needs of="EXPERIMENT/KEY", written out'],
  ['<LabCard id="98-absent" />', "labs/98-absent/lab.yaml is missing"],
  ["```ts file=absent.ts\n```", "there is no file absent.ts in the project"],
  ["```ts file=package.json\nretold\n```", "must be empty: the file itself is shown"],
])("%s fails the build and says why", async (text, message) => {
  await expect(compiled(`${text}\n`)).rejects.toThrow(message);
});
