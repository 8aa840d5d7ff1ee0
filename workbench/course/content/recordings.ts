import type { Observation, Recording } from "../../record/schema.ts";
import type { Finding } from "./finding.ts";

const REFERENCE = /\b(\d{2}-[a-z0-9-]+)\/([a-z0-9][a-z0-9-]*)/g;

/** Keys that pages and components name, as `experiment/key`. */
export function namedKeys(pages: readonly string[]): ReadonlySet<string> {
  return new Set(pages.flatMap((page) => [...page.matchAll(REFERENCE)].map((match) => match[0])));
}

/**
 * Observations that no page shows, directly or behind another one: a run stands on its build, a matrix on its runs, a
 * figure on what it was computed from. What nobody sees is recorded for nothing.
 */
export function unusedObservations(recording: Recording, named: ReadonlySet<string>): Finding[] {
  const { experiment, observations } = recording;
  const seen = new Set<string>();
  const open = Object.keys(observations).filter((key) => named.has(`${experiment}/${key}`));
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const observation = observations[key];
    if (!observation || seen.has(key)) continue;
    seen.add(key);
    open.push(...behind(observation, observations));
  }
  return Object.keys(observations)
    .filter((key) => !seen.has(key))
    .map((key) => ({
      file: `recordings/${experiment}.json`,
      line: 1,
      says: `no page shows "${key}": show it, or leave it out of the experiment`,
    }));
}

function behind(observation: Observation, all: Recording["observations"]): readonly string[] {
  switch (observation.kind) {
    case "run":
    case "image":
    case "config":
    case "transfer":
    case "surface":
    case "base":
      return [observation.image];
    case "build":
      return basesOf(observation.dockerfile, all);
    case "matrix":
      return observation.cells.map((cell) => cell.run);
    case "figure":
      return observation.from;
    default:
      return [];
  }
}

/** Builds whose names a Dockerfile takes files or its base from. */
function basesOf(dockerfile: string, all: Recording["observations"]): string[] {
  return Object.entries(all).flatMap(([key, each]) => {
    const tag = each.kind === "build" ? /^docker build -t (\S+)/.exec(each.command)?.[1] : undefined;
    return tag !== undefined && dockerfile.split(/[\s=]+/).includes(tag) ? [key] : [];
  });
}

/** Recordings without an experiment, and experiments without a recording. */
export function unpairedRecordings(recordings: readonly string[], experiments: readonly string[]): Finding[] {
  return [
    ...recordings
      .filter((id) => !experiments.includes(id))
      .map((id) => ({
        file: `recordings/${id}.json`,
        line: 1,
        says: "no experiment records it: remove it, or bring the experiment back",
      })),
    ...experiments
      .filter((id) => !recordings.includes(id))
      .map((id) => ({
        file: `experiments/${id}.ts`,
        line: 1,
        says: `nothing is recorded: npx groundwork record ${id}`,
      })),
  ];
}
