import type { ImageRead } from "../image/read.ts";
import type { LayerFacts } from "../image/types.ts";
import type { LayerChanges } from "../image/layers/changes.ts";
import { supportOf } from "../bases/support/support.ts";
import { identifyBase } from "../image/base/identify.ts";
import type { BaseCandidate } from "../image/base/types.ts";
import { notesOf } from "../image/notes/notes.ts";
import { predictStart } from "../image/start/predict.ts";
import { familyOf } from "./families.ts";
import { instructionOf } from "./instruction.ts";
import type { InspectedLayer, InspectedTarget, Inspection } from "./schema.ts";

/** Everything that a report is made of. */
export interface ReportParts {
  readonly target: InspectedTarget;
  readonly image: ImageRead;
  /** One for each layer, base first. */
  readonly changes: readonly LayerChanges[];
  /** What is known of its compressed size without reading it, as the bases' own is; null where nothing is. */
  readonly compressedBytes: number | null;
  /** Whether each layer's paths belong in the report. */
  readonly withPaths: boolean;
  /** A program to foretell the start of, in place of the image's own command. */
  readonly asked: string | null;
  /** Images that it may have been built on. */
  readonly candidates: readonly BaseCandidate[];
  /** The day that support is reckoned by. */
  readonly today: Date;
}

/** How many of a layer's largest files a report names. */
const LARGEST = 3;

/** Puts together what was read and concluded of one image. Pure. */
export function reportOf(parts: ReportParts): Inspection {
  const { target, image, changes, withPaths, asked } = parts;
  // An image that an engine holds is no base of its own.
  const candidates = parts.candidates.filter(({ kind, id }) => kind === "catalogue" || id !== image.id);
  const notes = notesOf(image);
  const layers = image.layers.map((layer, index) => layerOf(layer, changes[index], withPaths));
  return {
    schema: "groundwork.inspect/1",
    target,
    id: image.id,
    platform: image.platform,
    family: familyOf({
      fileCount: image.files.size,
      libc: notes.libc.kind,
      shells: notes.shells,
      packageManagers: notes.packageManagers,
      hasDistribution: notes.distribution !== null,
    }),
    unpackedBytes: image.unpackedBytes,
    compressedBytes: image.compressedBytes ?? parts.compressedBytes,
    wastedBytes: layers.reduce((sum, { wastedBytes }) => sum + wastedBytes, 0),
    fileCount: image.files.size,
    config: copyOf(image.config),
    layers,
    bases: identifyBase(image, candidates, notes),
    notes,
    support: supportOn(notes.distribution, parts.today),
    asked,
    start: predictStart(image, asked === null ? {} : { path: asked }),
  };
}

function layerOf(layer: LayerFacts, changes: LayerChanges | undefined, withPaths: boolean): InspectedLayer {
  const { added = [], changed = [], deleted = [], wastedBytes = 0 } = changes ?? {};
  return {
    digest: layer.digest,
    unpackedBytes: layer.unpackedBytes,
    compressedBytes: layer.compressedBytes,
    createdBy: layer.createdBy,
    instruction: instructionOf(layer.createdBy),
    added: added.length,
    changed: changed.length,
    deleted: deleted.length,
    wastedBytes,
    largest: largestOf(layer),
    paths: withPaths ? { added: [...added], changed: [...changed], deleted: [...deleted] } : null,
  };
}

function largestOf({ files }: LayerFacts): InspectedLayer["largest"] {
  return files
    .filter(({ bytes }) => bytes > 0)
    .toSorted((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1))
    .slice(0, LARGEST)
    .map(({ path, bytes }) => ({ path, bytes }));
}

/** A value of our own to give away: the facts are read-only. */
function copyOf(config: ImageRead["config"]): Inspection["config"] {
  const { user, workdir, stopSignal, labels } = config;
  return {
    user,
    workdir,
    stopSignal,
    labels: { ...labels },
    env: [...config.env],
    entrypoint: config.entrypoint && [...config.entrypoint],
    cmd: config.cmd && [...config.cmd],
    exposedPorts: [...config.exposedPorts],
    volumes: [...config.volumes],
    onBuild: [...config.onBuild],
    healthcheck: config.healthcheck && [...config.healthcheck],
  };
}

function supportOn(distribution: Inspection["notes"]["distribution"], today: Date): Inspection["support"] {
  const support = distribution === null ? null : supportOf(distribution.id, distribution.versionId);
  return support && { ...support, ended: support.until < today.toISOString().slice(0, 10) };
}
