import { cleanAll } from "../clean.ts";
import type { Comparison } from "../compare/schema.ts";
import { comparedSections, namesOf } from "../words/compared.ts";
import { comparedLine, facetTable } from "../words/facets.ts";
import { markup } from "./markup.ts";
import { pageOf, sectionHtml } from "./page.ts";

/** A whole comparison as one page that stands alone. */
export function comparisonHtml(comparison: Comparison): string {
  const shown = cleanAll(comparison);
  const { heading, rows } = facetTable(shown);
  const title = namesOf(shown).join(" · ");
  const header = markup`<h1>${title}</h1>
<p class="found">${comparedLine(shown)}</p>`;
  const table = markup`<section aria-labelledby="side"><h2 id="side">Side by side</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="side"><table>
<thead><tr><td></td>${heading.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ label, cells }) =>
      markup`<tr><th scope="row">${label}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>
`,
  )}</tbody></table></div></section>
`;
  return pageOf(`${title}: compared`, header, [table, ...comparedSections(shown).map(sectionHtml)]);
}
