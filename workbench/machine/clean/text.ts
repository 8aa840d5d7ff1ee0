import wrapAnsi from "wrap-ansi";
import { formatBytes } from "../../image/describe.ts";
import { counted } from "../../inspect/words/section.ts";
import type { Style } from "../../inspect/text/style.ts";
import type { CleanReport, Thing } from "./types.ts";

const HEADINGS: Readonly<Record<Thing["kind"], readonly [one: string, many: string]>> = {
  container: ["container", "containers"],
  network: ["network", "networks"],
  volume: ["volume", "volumes"],
  image: ["image", "images"],
  program: ["program", "programs"],
  base: ["base", "bases"],
  "build cache": ["build cache", "build caches"],
  sandbox: ["sandbox", "sandboxes"],
  folder: ["folder", "folders"],
  file: ["file", "files"],
};

/** What there is to remove, kind by kind, and what stays in any case. */
export function foundText({ things, engine }: Pick<CleanReport, "things" | "engine">, style: Style): string {
  const blind = engine === null ? ["No engine answers, so only the disk was looked at."] : [];
  if (things.length === 0) return wrapped([...blind, NOTHING], style);
  const groups = Map.groupBy(things, ({ kind, why }) => `${kind}: ${why}`);
  const parts = [...groups.values()].map((group) => groupText(group, style));
  return [...parts, wrapped([...blind, STAYS], style)].join("\n\n");
}

/** Things of one kind that are there for one reason. */
function groupText(group: readonly Thing[], style: Style): string {
  const [first] = group;
  if (first === undefined) return "";
  const title = `${counted(group.length, ...HEADINGS[first.kind])}: ${first.why}`;
  const names = group.map(nameOf).toSorted();
  return [style.paint("title", wrapAnsi(title, style.width)), ...names.map((name) => `  ${name}`)].join("\n");
}

/** How the removal went, in a line for each thing that stayed; empty where there was nothing to remove. */
export function doneText({ removed, stayed, things }: CleanReport, style: Style): string {
  if (!removed) return things.length === 0 ? "" : "Nothing was removed.";
  const gone = things.length - stayed.length;
  const lines = stayed.map(({ name, why }) => `${name} stayed: ${why}`);
  return wrapped([`${counted(gone, "thing is", "things are")} removed.`, ...lines], style);
}

const NOTHING =
  "There is nothing of Groundwork's to remove but the bases, which `npx groundwork clean --bases` takes away.";
const STAYS =
  "Nothing else is touched: what is not Groundwork's stays, and the bases unless --bases is said. A lab that runs at this moment would lose its own.";

const wrapped = (lines: readonly string[], { width }: Style) =>
  lines.map((line) => wrapAnsi(line, width)).join("\n");

/** Long ids are cut to the length that the docker command shows. */
function nameOf({ name, bytes }: Thing): string {
  const short = name.replace(/^(?:sha256:)?([0-9a-f]{12})[0-9a-f]{52}$/, "$1");
  return bytes === null ? short : `${short}, ${formatBytes(bytes)} on disk`;
}
