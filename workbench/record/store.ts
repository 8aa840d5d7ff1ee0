import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { BadInput } from "../lab/errors.ts";
import { writeJson } from "../state.ts";
import { recordingSchema, type Recording } from "./schema.ts";
import type { Experiment } from "./types.ts";

/** Ids of the experiments in a folder, in order. */
export async function listExperiments(dir: string): Promise<string[]> {
  const names = await readdir(dir);
  return names
    .filter((name) => /^\d{2}-[a-z0-9-]+\.ts$/.test(name))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
}

/** Loads one experiment. Throws BadInput when there is none of that id. */
export async function loadExperiment(dir: string, id: string): Promise<Experiment> {
  const known = await listExperiments(dir);
  if (!known.includes(id))
    throw new BadInput(`There is no experiment "${id}".`, `The experiments are: ${known.join(", ")}.`);
  const loaded = (await import(pathToFileURL(path.join(dir, `${id}.ts`)).href)) as { default: Experiment };
  if (loaded.default.id !== id)
    throw new BadInput(
      `experiments/${id}.ts calls itself "${loaded.default.id}".`,
      "Give both the same name.",
    );
  return loaded.default;
}

/** The committed recording of an experiment; null when there is none yet. Throws BadInput when it can't be read. */
export async function readRecording(dir: string, id: string): Promise<Recording | null> {
  const text = await readFile(path.join(dir, `${id}.json`), "utf8").catch(() => null);
  if (text === null) return null;
  try {
    return recordingSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new BadInput(
      `recordings/${id}.json can't be read: ${(error as Error).message}`,
      `Record it again: npx groundwork record ${id}`,
    );
  }
}

/** All committed recordings, in the order of their ids. Throws BadInput for one that can't be read. */
export async function readRecordings(dir: string): Promise<Recording[]> {
  const ids = (await readdir(dir))
    .filter((name) => name.endsWith(".json"))
    .map((name) => path.parse(name).name);
  const recordings = await Promise.all(ids.sort().map((id) => readRecording(dir, id)));
  return recordings.filter((recording) => recording !== null);
}

/** Writes a recording; a reader sees the old file or the new one, never half of it. */
export async function writeRecording(dir: string, recording: Recording): Promise<void> {
  await writeJson(path.join(dir, `${recording.experiment}.json`), recording);
}
