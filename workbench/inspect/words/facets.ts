import { families } from "../../families.ts";
import { formatBytes } from "../../image/describe.ts";
import type { Comparison } from "../compare/schema.ts";
import type { Inspection } from "../schema.ts";
import { commandLine, counted, listed } from "./section.ts";

export interface Table {
  readonly heading: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}

const FACETS: readonly (readonly [string, (image: Inspection) => string])[] = [
  ["is", ({ target }) => kindText(target)],
  ["family", ({ family }) => `${families[family].glyph} ${families[family].name}`],
  ["unpacked", ({ unpackedBytes }) => formatBytes(unpackedBytes)],
  [
    "compressed",
    ({ compressedBytes }) => (compressedBytes === null ? "not measured" : formatBytes(compressedBytes)),
  ],
  ["layers", ({ layers }) => String(layers.length)],
  ["paths", ({ fileCount }) => fileCount.toLocaleString("en-US")],
  ["wasted", ({ wastedBytes }) => `${formatBytes(wastedBytes)} unpacked`],
  ["platform", ({ platform }) => platform],
  ["distribution", ({ notes }) => notes.distribution?.prettyName ?? "none says so"],
  [
    "support",
    ({ support }) =>
      support === null ? "not known" : `${support.ended ? "ended" : "until"} ${support.until}`,
  ],
  [
    "libc",
    ({ notes }) => (notes.libc.kind === "none" ? "none" : `${notes.libc.kind} ${notes.libc.version ?? ""}`),
  ],
  ["loader", ({ notes }) => notes.loaders[0] ?? "none"],
  ["packages", ({ notes }) => notes.packages.length.toLocaleString("en-US")],
  [
    "package tools",
    ({ notes }) =>
      listed(
        notes.packageManagers.map(({ name }) => name),
        4,
      ),
  ],
  ["shells", ({ notes }) => listed(notes.shells, 3)],
  ["programs", ({ notes }) => notes.executables.count.toLocaleString("en-US")],
  ["setuid, setgid", ({ notes }) => String(notes.privileged.length)],
  ["certificates", ({ notes }) => (notes.certificateBundles.length === 0 ? "none" : "yes")],
  ["time zones", ({ notes }) => (notes.zoneinfo === null ? "none" : "yes")],
  ["runs as", ({ notes }) => notes.defaultUser.name ?? notes.defaultUser.written],
  ["command", ({ start }) => (start.argv.length === 0 ? "none" : commandLine(start.argv))],
  ["starts", ({ start }) => (start.argv.length === 0 ? "nothing to start" : STARTS[start.outcome])],
];

const STARTS: Readonly<Record<Inspection["start"]["outcome"], string>> = {
  starts: "✓ yes",
  fails: "✗ no",
  depends: "! depends",
};

/** The images side by side, one row for each thing that is worth comparing. */
export function facetTable({ images }: Comparison): Table {
  return {
    heading: images.map(({ target }) => target.given),
    rows: FACETS.map(([label, cell]) => ({ label, cells: images.map(cell) })),
  };
}

function kindText({ kind, name, base }: Inspection["target"]): string {
  if (base !== null) return `base ${name}${base.origin === "stand-in" ? " (stand-in)" : ""}`;
  return {
    base: "base",
    engine: "in your engine",
    folder: "OCI layout folder",
    file: "archive",
    registry: "pulled",
  }[kind];
}

/** One line above everything: how many, and how they differ in unpacked bytes. */
export function comparedLine({ images }: Comparison): string {
  const sizes = images.map(({ unpackedBytes, target }) => ({ unpackedBytes, name: target.given }));
  const [smallest] = sizes.toSorted((a, b) => a.unpackedBytes - b.unpackedBytes);
  const [largest] = sizes.toSorted((a, b) => b.unpackedBytes - a.unpackedBytes);
  if (smallest === undefined || largest === undefined) return "";
  const head = counted(images.length, "image");
  if (smallest.unpackedBytes === 0 || largest.unpackedBytes === smallest.unpackedBytes) return head;
  const times = largest.unpackedBytes / smallest.unpackedBytes;
  const factor = times < 10 ? times.toFixed(1) : Math.round(times).toLocaleString("en-US");
  return `${head}. Unpacked, ${largest.name} is ${factor} times as large as ${smallest.name}.`;
}
