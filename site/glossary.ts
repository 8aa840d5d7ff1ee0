import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
// Docusaurus loads this file through jiti, which does not find the export `z` of zod.
import * as z from "zod";
import { remembered } from "./remembered.ts";

/** Where the terms are, and the page that explains them, below the site's folder. */
export const GLOSSARY = {
  terms: "docs/reference/glossary.yaml",
  page: "docs/reference/glossary.mdx",
} as const;

const termSchema = z.strictObject({
  term: z.string().min(1).describe("as a reader looks it up"),
  forms: z.array(z.string().min(1)).default([]).describe("further spellings that mean it: plurals, synonyms"),
  says: z.string().min(1).describe("one or two plain sentences; `code` in backticks"),
  shown: z
    .string()
    .regex(/^\d{2}-[a-z0-9-]+#[a-z0-9-]+$/)
    .describe("chapter and section that show it: 03-from-scratch#loader"),
});
export type Term = z.infer<typeof termSchema>;

const glossarySchema = z.strictObject({
  format: z.literal("groundwork.glossary/1"),
  groups: z.array(z.strictObject({ title: z.string().min(1), terms: z.array(termSchema).min(1) })).min(1),
});
export type Glossary = z.infer<typeof glossarySchema>;

/**
 * Reads the glossary's terms from their text.
 * @throws ZodError naming the key that is wrong, Error for a spelling that stands for two terms
 */
export const parseGlossary = remembered(readTerms);

function readTerms(text: string): Glossary {
  const glossary = glossarySchema.parse(parse(text));
  const seen = new Map<string, string>();
  for (const { term, forms } of glossary.groups.flatMap(({ terms }) => terms)) {
    for (const form of [term, ...forms].map((each) => each.toLowerCase())) {
      const other = seen.get(form);
      if (other !== undefined)
        throw new Error(`the glossary has "${form}" for both "${other}" and "${term}"`);
      seen.set(form, term);
    }
  }
  return glossary;
}

/** The glossary of the site in that folder. Throws as `parseGlossary` does. */
export function readGlossary(siteDir: string): Glossary {
  return parseGlossary(readFileSync(join(siteDir, GLOSSARY.terms), "utf8"));
}

/** Anchor of a term on the glossary's page: `exec form` → `exec-form`. */
export function anchorOf(term: Term): string {
  return term.term.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}
