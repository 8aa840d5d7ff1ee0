import { cleanAll } from "../clean.ts";
import type { Inspection } from "../schema.ts";
import { baseSection } from "../words/base.ts";
import { configSection } from "../words/config.ts";
import { foundLine, glance } from "../words/glance.ts";
import { insideSection } from "../words/inside.ts";
import { secretsSection } from "../words/secrets.ts";
import { startSection } from "../words/start.ts";
import { heading, layersText } from "./layers.ts";
import { sectionText } from "./rows.ts";
import type { Style } from "./style.ts";

/** A whole inspection as a person reads it in a terminal, without a newline at its end. */
export function inspectionText(inspection: Inspection, style: Style): string {
  const shown = cleanAll(inspection);
  return [
    `${heading(shown, style)}\n${style.paint("quiet", foundLine(shown))}`,
    sectionText(glance(shown), style),
    sectionText(baseSection(shown), style),
    layersText(shown, style),
    sectionText(startSection(shown), style),
    sectionText(insideSection(shown), style),
    sectionText(secretsSection(shown), style),
    sectionText(configSection(shown), style),
  ].join("\n\n");
}
