import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseGlossary, readGlossary } from "./glossary.ts";

const siteDir = join(import.meta.dirname, "..");

test("each term is shown in a section that there is", () => {
  const terms = readGlossary(siteDir).groups.flatMap((group) => group.terms);
  const lost = terms.filter(({ shown }) => {
    const [chapter = "", section = ""] = shown.split("#");
    return !readFileSync(join(siteDir, `docs/${chapter}.mdx`), "utf8").includes(`{/* #${section} */}`);
  });
  expect(lost).toEqual([]);
});

const term = (name: string, forms: string) =>
  `{ term: ${name}, forms: [${forms}], says: A word., shown: 03-from-scratch#loader }`;
const glossary = (...terms: string[]) =>
  `format: groundwork.glossary/1\ngroups: [{ title: Words, terms: [${terms.join(", ")}] }]\n`;

test.each([
  [glossary(term("base", "bases"), term("ground", "Bases")), '"bases" for both "base" and "ground"'],
  [glossary("{ term: base, says: A word. }"), "shown"],
  [glossary(term("base", "").replace("#loader", "")), "shown"],
  ["format: other/1\ngroups: []\n", "format"],
])("a glossary that can't be right says where: %s", (text, message) => {
  expect(() => parseGlossary(text)).toThrow(message);
});
