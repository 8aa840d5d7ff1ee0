import { families } from "../../families.ts";
import { cleanAll } from "../clean.ts";
import type { Inspection } from "../schema.ts";
import { baseSection } from "../words/base.ts";
import { configSection } from "../words/config.ts";
import { foundLine, glance } from "../words/glance.ts";
import { insideSection } from "../words/inside.ts";
import { secretsSection } from "../words/secrets.ts";
import { startSection } from "../words/start.ts";
import { markup } from "./markup.ts";
import { pageOf, sectionHtml } from "./page.ts";
import { layersHtml } from "./strata.ts";

/** A whole inspection as one page that stands alone. */
export function inspectionHtml(inspection: Inspection): string {
  const shown = cleanAll(inspection);
  const { glyph, name } = families[shown.family];
  const header = markup`<h1>${shown.target.given} <span class="badge ${shown.family}">${glyph} ${name}</span></h1>
<p class="found">${foundLine(shown)}</p>`;
  return pageOf(`${shown.target.given}: what is in this image`, header, [
    sectionHtml(glance(shown)),
    sectionHtml(baseSection(shown)),
    layersHtml(shown),
    sectionHtml(startSection(shown)),
    sectionHtml(insideSection(shown)),
    sectionHtml(secretsSection(shown)),
    sectionHtml(configSection(shown)),
  ]);
}
