import { globSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { parseHints } from "../../lab/hints.ts";
import { listLabs, loadLab } from "../../lab/load.ts";
import { EXPERIMENTS_DIR, LABS_DIR, PROJECT_DIR, RECORDINGS_DIR } from "../../project.ts";
import { listExperiments, readRecording } from "../../record/store.ts";
import { factsSchema } from "../facts-schema.ts";
import { anchorsOf, factFindings } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { labFindings } from "./labs.ts";
import { namedKeys, unpairedRecordings, unusedObservations } from "./recordings.ts";
import { typedSizeFindings } from "./typed-sizes.ts";

/** Everything that can be said against the course without running it: pages, recordings and the labs' folders. */
export async function checkContent(): Promise<Finding[]> {
  return [
    ...(await pageFindings()),
    ...(await registerFindings()),
    ...(await recordingFindings()),
    ...(await allLabFindings()),
  ];
}

async function textsOf(...patterns: string[]): Promise<{ file: string; text: string }[]> {
  const files = globSync(patterns, { cwd: PROJECT_DIR }).map((file) => file.replaceAll("\\", "/"));
  return Promise.all(
    files.sort().map(async (file) => ({ file, text: await readFile(path.join(PROJECT_DIR, file), "utf8") })),
  );
}

async function pageFindings(): Promise<Finding[]> {
  const pages = await textsOf("docs/**/*.mdx");
  return pages.flatMap(({ file, text }) => typedSizeFindings(file, text));
}

async function registerFindings(): Promise<Finding[]> {
  const pages = await textsOf("docs/*.mdx");
  const anchors = pages.flatMap(({ file, text }) => anchorsOf(path.basename(file, ".mdx"), text));
  const [register] = await textsOf("docs/reference/facts.yaml");
  const { facts } = factsSchema.parse(parse(register?.text ?? ""));
  return factFindings(facts, new Set(anchors));
}

async function recordingFindings(): Promise<Finding[]> {
  const texts = await textsOf("docs/**/*.mdx", "src/**/*.{ts,tsx}");
  const named = namedKeys(texts.map(({ text }) => text));
  const experiments = await listExperiments(EXPERIMENTS_DIR);
  const names = await readdir(RECORDINGS_DIR);
  const recorded = names
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length));
  const recordings = await Promise.all(experiments.map((id) => readRecording(RECORDINGS_DIR, id)));
  return [
    ...unpairedRecordings(recorded, experiments),
    ...recordings.flatMap((recording) => (recording ? unusedObservations(recording, named) : [])),
  ];
}

async function allLabFindings(): Promise<Finding[]> {
  const found = await Promise.all(
    (await listLabs(LABS_DIR)).map(async (id) => {
      const { dir, manifest } = await loadLab(LABS_DIR, id);
      const entries = await readdir(dir, { recursive: true, withFileTypes: true });
      const files = entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
      const hints = parseHints(await readFile(path.join(dir, "hints.md"), "utf8"));
      return labFindings({ manifest, hints, files });
    }),
  );
  return found.flat();
}
