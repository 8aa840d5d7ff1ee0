import { DockerfileParser } from "dockerfile-ast";
import type { ResolvedBase } from "../workbench/bases/types.ts";
import { recordingSchema } from "../workbench/record/schema.ts";
import type { Observation, Provenance, Recording } from "../workbench/record/schema.ts";
import { nearest } from "./nearest.ts";
import { remembered } from "./remembered.ts";
import type { Stage } from "./stages.ts";

/** One observation as a component gets it: what was seen, and everything needed to say where it comes from. */
export interface Recorded<O extends Observation = Observation> {
  /** `03-scratch/KEY`: what a page writes in `of`. */
  readonly of: string;
  readonly observation: O;
  /** The command that records it again. */
  readonly again: string;
  readonly provenance: Provenance;
  /** The base that the image behind the observation stands on; null when it has none of its own. */
  readonly base: ResolvedBase | null;
  /** Runs behind a matrix's cells, the one that a start is held against, and the build behind a run. */
  readonly related: Readonly<Record<string, Observation>>;
  /** Of a build whose Dockerfile is shown. */
  readonly stages?: readonly Stage[];
}

/** Reads a recording's text; throws one line that names the first place where it does not fit the schema. */
export const parseRecording = remembered(readRecording);

function readRecording(text: string): Recording {
  const parsed = recordingSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`not a recording: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unknown"}`);
}

/** Cuts one observation with its provenance out of a recording; an unknown key is an error that names the nearest ones. */
export function cutObservation(recording: Recording, key: string): Recorded {
  const observation = recording.observations[key];
  if (observation === undefined) {
    const near = nearest(key, Object.keys(recording.observations));
    throw new Error(
      `recordings/${recording.experiment}.json has no observation "${key}"; nearest: ${near.join(", ") || "none, it is empty"}`,
    );
  }
  const bases = basesUnder(recording, observation);
  return {
    of: `${recording.experiment}/${key}`,
    observation,
    again: recording.command,
    provenance: { ...recording.provenance, bases: bases.all, programs: programsIn(recording, observation) },
    base: bases.own,
    related: relatedTo(recording, observation),
  };
}

/** Catalogue programs that the Dockerfile behind an observation copies. */
function programsIn(recording: Recording, observation: Observation): Recording["provenance"]["programs"] {
  const behind = "image" in observation ? observation.image : "";
  const build = observation.kind === "build" ? observation : recording.observations[behind];
  if (build?.kind !== "build") return [];
  return recording.provenance.programs.filter(({ id }) =>
    build.dockerfile.includes(`--from=programs/${id} `),
  );
}

interface Bases {
  readonly own: ResolvedBase | null;
  readonly all: ResolvedBase[];
}

/** Bases that an observation stands on; a matrix stands on those of all its runs. */
function basesUnder(recording: Recording, observation: Observation): Bases {
  if ("image" in observation) return basesOfImage(recording, observation.image);
  if (observation.kind === "build") return basesOfDockerfile(recording, observation.dockerfile);
  const behind = observation.kind === "matrix" ? observation.cells.map(({ run }) => run) : [];
  const keys = observation.kind === "figure" ? observation.from : behind;
  const found = keys.flatMap((key) => {
    const source = recording.observations[key];
    return source === undefined ? [] : basesUnder(recording, source).all;
  });
  return { own: null, all: [...new Set(found)] };
}

function basesOfImage(recording: Recording, image: string): Bases {
  const base = recording.provenance.bases.find(({ id }) => id === image);
  if (base !== undefined) return { own: base, all: [base] };
  const build = recording.observations[image];
  return build?.kind === "build" ? basesOfDockerfile(recording, build.dockerfile) : { own: null, all: [] };
}

/** `above`: Dockerfiles that led here, so that two images named after each other end the search. */
function basesOfDockerfile(recording: Recording, dockerfile: string, above: readonly string[] = []): Bases {
  const stages = new Map<string, ResolvedBase | null>();
  let own: ResolvedBase | null = null;
  for (const from of DockerfileParser.parse(dockerfile).getFROMs()) {
    const name = from.getImage() ?? "";
    const known = stages.get(name.toLowerCase());
    own =
      known ??
      recording.provenance.bases.find(({ id, reference }) => reference === name || id === name) ??
      baseOfNamed(recording, name, [...above, dockerfile]);
    const stage = from.getBuildStage();
    if (stage !== null) stages.set(stage.toLowerCase(), own);
    stages.set(`#${stages.size}`, own);
  }
  return { own, all: [...new Set([...stages.values()].filter((base) => base !== null))] };
}

/** The base under an image that the recording itself has built and named. */
function baseOfNamed(recording: Recording, name: string, above: readonly string[]): ResolvedBase | null {
  const build = Object.values(recording.observations).find(
    (seen) =>
      seen.kind === "build" &&
      seen.command === `docker build -t ${name} .` &&
      !above.includes(seen.dockerfile),
  );
  return build?.kind === "build" ? basesOfDockerfile(recording, build.dockerfile, above).own : null;
}

function relatedTo(recording: Recording, observation: Observation): Record<string, Observation> {
  const keys =
    observation.kind === "matrix"
      ? observation.cells.map(({ run }) => run)
      : observation.kind === "start"
        ? [observation.run]
        : "image" in observation
          ? [observation.image]
          : [];
  const found = keys.flatMap((key) => {
    const related = recording.observations[key];
    return related === undefined ? [] : [[key, related] as const];
  });
  return Object.fromEntries(found);
}
