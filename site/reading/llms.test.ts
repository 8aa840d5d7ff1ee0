import { expect, test } from "vitest";
import { listOfPages, pagesOf } from "./llms.ts";

const doc = (id: string, draft = false) => ({
  id,
  draft,
  title: `Title of ${id}`,
  description: `About ${id}.`,
  permalink: `/base/course/${id}/`,
});

const plugin = (id: string, docs: readonly object[]) => ({
  name: "docusaurus-plugin-content-docs",
  options: { id },
  content: { loadedVersions: [{ docs }] },
});

test("chapters come first, by their number, each with its address and one line", () => {
  const plugins = [
    plugin("fixtures", [doc("99-fixture")]),
    plugin("default", [doc("reference/glossary"), doc("02-b"), doc("10-c", true), doc("01-a")]),
  ];
  const site = { title: "Groundwork", tagline: "Know it.", url: "https://example.org" };
  expect(
    listOfPages(site, pagesOf(plugins))
      .split("\n")
      .filter((line) => /^(#|- )/.test(line)),
  ).toEqual([
    "# Groundwork",
    "## Chapters",
    "- [Title of 01-a](https://example.org/base/course/01-a/): About 01-a.",
    "- [Title of 02-b](https://example.org/base/course/02-b/): About 02-b.",
    "## Further pages",
    "- [Title of reference/glossary](https://example.org/base/course/reference/glossary/): About reference/glossary.",
  ]);
});
