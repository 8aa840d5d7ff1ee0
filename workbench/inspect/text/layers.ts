import cliTruncate from "cli-truncate";
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import { families } from "../../families.ts";
import { formatBytes } from "../../image/describe.ts";
import type { InspectedLayer, Inspection } from "../schema.ts";
import { baseMark } from "../words/base.ts";
import { doesText, LAYERS_LEAD, largestText, madeBy } from "../words/layers.ts";
import { bar } from "./bar.ts";
import type { Style } from "./style.ts";

const INDENT = "  ";

/** The layers as strata, newest on top: number, bar, unpacked size, instruction, and below it what the layer does. */
export function layersText(inspection: Inspection, style: Style): string {
  const { layers } = inspection;
  const title = style.paint("title", "Layers");
  if (layers.length === 0) return `${title}\n${INDENT}None: a config and not one file.`;
  const lead = wrapAnsi(LAYERS_LEAD, style.width - INDENT.length)
    .split("\n")
    .map((line) => style.paint("quiet", INDENT + line));
  const mark = baseMark(inspection);
  const rows = layers
    .flatMap((layer, index) => [
      ...(mark?.layers === index ? [style.paint(inspection.family, markLine(mark.text, style.width))] : []),
      ...layerLines(inspection, layer, index, style),
    ])
    .toReversed();
  return [title, ...lead, ...rows].join("\n");
}

/** The boundary between what lies on the base and the base itself. */
function markLine(text: string, width: number): string {
  const line = cliTruncate(`${INDENT}╌╌ ${text} `, width);
  return line + "╌".repeat(Math.max(0, width - stringWidth(line)));
}

/** Lines of one layer, the last one first: the caller turns all of them around. */
function layerLines(inspection: Inspection, layer: InspectedLayer, index: number, style: Style): string[] {
  const { layers, unpackedBytes, family } = inspection;
  const number = String(index + 1).padStart(String(layers.length).length);
  const cells = style.width >= 90 ? 24 : style.width >= 60 ? 12 : 6;
  const share = unpackedBytes === 0 ? 0 : layer.unpackedBytes / unpackedBytes;
  const size = formatBytes(layer.unpackedBytes).padStart(7);
  const hang = INDENT.length + number.length + 1 + cells + 1 + size.length + 2;
  const room = Math.max(12, style.width - hang);
  const head = `${INDENT}${number} ${style.paint(family, bar(share, cells))} ${size}  ${cliTruncate(madeBy(layer), room)}`;
  const more = [doesText(layer), ...pathLines(layer)].flatMap((text) =>
    wrapAnsi(text, room, { hard: true }).split("\n"),
  );
  return [head.trimEnd(), ...more.map((line) => " ".repeat(hang) + style.paint("quiet", line))].toReversed();
}

/** All paths where they were asked for, else the largest files. */
function pathLines(layer: InspectedLayer): string[] {
  if (layer.paths === null) return [largestText(layer)].filter((text) => text !== "");
  const { added, changed, deleted } = layer.paths;
  return [
    ...added.map((path) => `+ ${path}`),
    ...changed.map((path) => `~ ${path}`),
    ...deleted.map((path) => `- ${path}`),
  ];
}

/** The line above a report: the image's name and its family. */
export function heading({ target, family }: Inspection, style: Style): string {
  const { glyph, name } = families[family];
  return `${style.paint("title", target.given)}  ${style.paint(family, `${glyph} ${name}`)}`;
}
