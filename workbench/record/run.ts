import type { Engine } from "../engine/types.ts";
import { prepareCast, type Cast } from "../lab/prepare.ts";
import { Stage } from "../lab/stage.ts";
import { StageRecorder } from "./recorder.ts";
import { recordingSchema, type Provenance, type Recording } from "./schema.ts";
import type { Experiment } from "./types.ts";

export interface RecordOptions {
  /** Builds the course's pages, for an experiment that asks for them. */
  readonly pages: () => Promise<string>;
  readonly onProgress?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** Runs one experiment on an engine and returns its recording; nothing of the run is left in the engine. */
export async function recordExperiment(
  experiment: Experiment,
  engine: Engine,
  options: RecordOptions,
): Promise<Recording> {
  const say = options.onProgress ?? (() => undefined);
  const cast = await prepareCast(engine, experiment, options);
  await using stage = new Stage(engine, cast.bases, cast.programImages);
  const recorder = new StageRecorder(stage, cast, {
    ...options,
    onProgress: (key) => say(`${experiment.id}: ${key}`),
  });
  await experiment.run(recorder);
  return recordingSchema.parse({
    format: "groundwork.recording/1",
    experiment: experiment.id,
    command: `npx groundwork record ${experiment.id}`,
    provenance: provenanceOf(engine, cast),
    observations: recorder.observations,
  });
}

function provenanceOf(engine: Engine, cast: Cast): Provenance {
  const {
    product,
    version,
    apiVersion,
    storageDriver,
    imageStore,
    builder,
    cgroup,
    operatingSystem,
    platform,
  } = engine.facts;
  return {
    recordedAt: new Date().toISOString(),
    platform,
    engine: { product, version, apiVersion, storageDriver, imageStore, builder, cgroup, operatingSystem },
    bases: [...cast.bases],
    programs: cast.programs.map(({ id, package: name, version: exact, integrity }) => ({
      id,
      package: name,
      version: exact,
      integrity,
    })),
  };
}
