import { expect, test } from "vitest";
import type { Finding } from "../../workbench/course/content/finding.ts";
import { typedSizeFindings } from "../../workbench/course/content/typed-sizes.ts";
import { mustBeEmpty } from "./rules/finding.ts";
import { altFindings, bareSizeFindings, headingFindings, wordingFindings } from "./rules/prose.ts";
import { filesOf, read } from "./rules/tree.ts";

type Rule = (file: string, page: string) => Finding[];

const course = () => filesOf("docs/**/*.mdx", "docs/**/*.md");
const readByLearners = () => [...course(), ...filesOf("README.md", "labs/*/*.md")];

test.each<[string, Rule, () => string[]]>([
  ["no size is typed by hand", typedSizeFindings, course],
  ["every size says unpacked or compressed", bareSizeFindings, readByLearners],
  ["the words are those of STYLEGUIDE.md", wordingFindings, readByLearners],
  ["headings descend one level at a time", headingFindings, course],
  ["every image has a text", altFindings, () => [...readByLearners(), ...filesOf("src/**/*.tsx")]],
])("%s", (_, rule, files) => {
  mustBeEmpty(files().flatMap((file) => rule(file, read(file))));
});

const page = (body: string) => `---\ntitle: 3 MB\n---\n\n${body}\n`;

test.each<[Rule, string, number[]]>([
  [typedSizeFindings, "It weighs 7.7 MB.", [5]],
  [typedSizeFindings, "Twelve.\n\nIt weighs 120kB <Size of='x'>or 3 MiB</Size>.", [7, 7]],
  [typedSizeFindings, 'It weighs <Size base="alpine" note="not 8 MB" />.', []],
  [typedSizeFindings, "`8 MB` and {'8 MB'}\n\n```text\n8 MB\n```", []],
  [bareSizeFindings, "The image size matters.", [5]],
  [bareSizeFindings, "The unpacked image size matters.", []],
  [bareSizeFindings, "Say compressed. The size of the layer grows.", [5]],
  [wordingFindings, "It is simply small.", [5]],
  [wordingFindings, "It is small, measured on a simple machine.", []],
  [headingFindings, "## A\n\n### B\n\n## C", []],
  [headingFindings, "## A\n\n#### B", [7]],
  [headingFindings, "# A", [5]],
  [headingFindings, "```dockerfile\n# A comment\n```", []],
  [altFindings, "![](a.png)", [5]],
  [altFindings, '<img src="a.png" />', [5]],
  [altFindings, '<img src="a.png" alt="Layers" />', []],
])("rule %o on %j finds lines %j", (rule, body, lines) => {
  expect(rule("page.mdx", page(body)).map(({ line }) => line)).toEqual(lines);
});
