import { cleanAll } from "../clean.ts";
import type { Comparison } from "../compare/schema.ts";
import { comparedSections } from "../words/compared.ts";
import { comparedLine, facetTable } from "../words/facets.ts";
import { tableText } from "./columns.ts";
import { sectionText } from "./rows.ts";
import type { Style } from "./style.ts";

/** A whole comparison as a person reads it in a terminal, without a newline at its end. */
export function comparisonText(comparison: Comparison, style: Style): string {
  const shown = cleanAll(comparison);
  return [
    `${style.paint("title", "Side by side")}\n  ${style.paint("quiet", comparedLine(shown))}\n\n${tableText(facetTable(shown), style)}`,
    ...comparedSections(shown).map((section) => sectionText(section, style)),
  ].join("\n\n");
}
