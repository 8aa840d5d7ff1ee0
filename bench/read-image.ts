import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { connectEngine } from "../workbench/engine/connect.ts";
import { BASE_TAG_PREFIX } from "../workbench/engine/labels.ts";
import type { Engine } from "../workbench/engine/types.ts";
import { formatBytes } from "../workbench/image/describe.ts";
import { layeredImage } from "./read-image/layered.ts";
import { floorMs, median, readApart, type Reading } from "./read-image/measure.ts";

const MAX_RATIO = 1.3;
const MAX_MEMORY = 200_000_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "3" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

interface Row {
  readonly image: string;
  readonly layers: number;
  readonly files: number;
  readonly unpackedBytes: number;
  readonly floorMs: readonly number[];
  readonly oursMs: readonly number[];
  /** Of the medians. */
  readonly ratio: number;
  readonly peakMemoryBytes: number;
}

/** Floor and ours take turns, so that a busy machine is busy for both. */
async function measure(engine: Engine, image: string, runs: number): Promise<Row> {
  const floors: number[] = [];
  const ours: Reading[] = [];
  for (let run = 0; run < runs; run++) {
    floors.push(await floorMs(engine.facts.endpoint, image));
    ours.push(await readApart(image, null));
  }
  const [first] = ours;
  if (!first) throw new Error("Ask for one run at least: --runs 3");
  const { layers, files, unpackedBytes } = first;
  const oursMs = ours.map(({ ms }) => ms);
  return {
    ...{ image, layers, files, unpackedBytes, floorMs: floors, oursMs },
    ratio: median(oursMs) / median(floors),
    peakMemoryBytes: Math.max(...ours.map(({ peakMemoryBytes }) => peakMemoryBytes)),
  };
}

/** What is remembered: an image, one that shares all layers but the last with it, and the first again. */
async function remembered(first: string, second: string) {
  const folder = await mkdtemp(join(tmpdir(), "groundwork-bench-"));
  try {
    const steps = [
      ["never seen", first],
      ["shares all layers but one", second],
      ["seen before", first],
    ] as const;
    const seen: { what: string; ms: number }[] = [];
    for (const [what, image] of steps) seen.push({ what, ms: (await readApart(image, folder)).ms });
    return seen;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function baseTag(engine: Engine, id: string): Promise<string> {
  const tags = (await engine.images()).flatMap(({ tags: all }) => all);
  const tag = tags.find((each) => each.startsWith(`${BASE_TAG_PREFIX}${id}:`));
  if (tag !== undefined) return tag;
  throw new Error(`The engine does not hold the base ${id}. Get it: npx groundwork bases prefetch`);
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

function rowText({
  image,
  layers,
  files,
  unpackedBytes,
  floorMs: floors,
  oursMs,
  ratio,
  peakMemoryBytes,
}: Row): string {
  return [
    image.padEnd(46),
    `${layers} layers`.padEnd(10),
    `${files} files`.padEnd(12),
    `${formatBytes(unpackedBytes)} unpacked`.padEnd(18),
    `floor ${floors.map(seconds).join(" ")}`,
    `ours ${oursMs.map(seconds).join(" ")}`,
    `ratio ${ratio.toFixed(2)}`,
    `peak ${formatBytes(peakMemoryBytes)}`,
  ].join("  ");
}

if (values.help) {
  console.log(`Usage: node bench/read-image.ts [--runs N] [--json] [IMAGE…]

Reads images (default: the bases debian and toolchain, and a built one of 20 layers) and, taking turns, lets
\`docker save IMAGE | tar t\` do as much as anybody must. Prints the time of each run, the ratio of the medians and the
highest resident memory of the process that reads. Then: what a second reading costs, when layers are remembered.
Exits with 1 when a ratio is above ${MAX_RATIO} or the memory above ${formatBytes(MAX_MEMORY)}.`);
} else {
  const engine = await connectEngine();
  const [debian, toolchain] = [await baseTag(engine, "debian"), await baseTag(engine, "toolchain")];
  await using made = await layeredImage(engine, debian);
  const images = positionals.length > 0 ? positionals : [debian, toolchain, made.first];
  const rows: Row[] = [];
  for (const image of images) {
    const row = await measure(engine, image, Number(values.runs));
    rows.push(row);
    if (!values.json) console.log(rowText(row));
  }
  const again = await remembered(made.first, made.second);
  if (values.json) console.log(JSON.stringify({ images: rows, remembered: again }, null, 2));
  else for (const { what, ms } of again) console.log(`${what.padEnd(26)}  ${seconds(ms)}`);
  if (rows.some(({ ratio, peakMemoryBytes }) => ratio > MAX_RATIO || peakMemoryBytes > MAX_MEMORY))
    process.exitCode = 1;
}
