import { families, rocks } from "../../families.ts";
import type { Inspection } from "../schema.ts";
import { baseMark } from "../words/base.ts";
import { doesText, largestText, LAYERS_LEAD, layerSizes, madeBy } from "../words/layers.ts";
import { markup } from "./markup.ts";
import type { Html } from "./markup.ts";

const WIDTH = 120;
const HEIGHT = 300;
/** Pixels: a thinner layer would not be seen. */
const THINNEST = 3;

/** The layers as strata, newest on top, beside the list of what each does. */
export function layersHtml(inspection: Inspection): Html {
  const { layers } = inspection;
  if (layers.length === 0)
    return markup`<section aria-labelledby="layers"><h2 id="layers">Layers</h2><p>None: a config and not one file.</p></section>`;
  return markup`<section aria-labelledby="layers"><h2 id="layers">Layers</h2>
<p class="lead">${LAYERS_LEAD}</p>
<div class="strata">${drawing(inspection)}
<ol>${layers.map(layerHtml).toReversed()}</ol></div></section>
`;
}

function drawing(inspection: Inspection): Html {
  const { layers, unpackedBytes, family } = inspection;
  const ofBase = baseMark(inspection)?.layers ?? layers.length;
  const { width, height, path } = rocks[families[family].rock];
  let top = 1;
  const drawn = layers.toReversed().map((layer, fromTop) => {
    const isOfBase = layers.length - fromTop <= ofBase;
    const high = Math.max(THINNEST, (HEIGHT * layer.unpackedBytes) / Math.max(1, unpackedBytes));
    const y = top;
    top += high;
    return markup`<rect x="1" y="${y.toFixed(1)}" width="${WIDTH - 2}" height="${high.toFixed(1)}" ${isOfBase ? markup`fill="url(#rock)" stroke="currentColor"` : markup`class="layer"`}/>`;
  });
  return markup`<svg class="${family}" viewBox="0 0 ${WIDTH} ${Math.ceil(top + 1)}" aria-hidden="true">
<pattern id="rock" width="${width}" height="${height}" patternUnits="userSpaceOnUse"><rect width="${width}" height="${height}" fill="currentColor" fill-opacity="0.18"/><path d="${path}" fill="none" stroke="currentColor" stroke-opacity="0.75"/></pattern>
${drawn}</svg>`;
}

function layerHtml(layer: Inspection["layers"][number], index: number): Html {
  const text = largestText(layer);
  const largest = text === "" ? null : markup`<div class="more">${text}</div>`;
  return markup`<li value="${index + 1}"><strong>${layerSizes(layer)}</strong> <code>${madeBy(layer)}</code><div class="more">${doesText(layer)}</div>${largest}${pathsHtml(layer.paths)}</li>
`;
}

function pathsHtml(paths: Inspection["layers"][number]["paths"]): Html | null {
  if (paths === null) return null;
  const lines = [
    ...paths.added.map((path) => `+ ${path}`),
    ...paths.changed.map((path) => `~ ${path}`),
    ...paths.deleted.map((path) => `- ${path}`),
  ];
  return markup`<details><summary>all paths</summary><ul class="paths" tabindex="0">${lines.map((line) => markup`<li><code>${line}</code></li>`)}</ul></details>`;
}
