import { z } from "zod";
import { resolvedBaseSchema } from "../bases/types.ts";
import { startPredictionSchema } from "../image/start/schema.ts";

/** Observations are what an experiment saw. The site shows nothing that is not one of these. */
const common = {
  title: z.string().describe("one line that says what was tried, in the reader's words"),
};

export const runObservationSchema = z.strictObject({
  kind: z.literal("run"),
  ...common,
  command: z.string().describe("the docker command that repeats it, as a person would type it"),
  image: z.string().describe("key of the build or base it ran on"),
  started: z.boolean(),
  exitCode: z.number().int().nullable(),
  stdout: z.string(),
  stderr: z.string(),
  engineError: z.string().nullable(),
  oomKilled: z.boolean(),
  timedOut: z.boolean(),
  steady: z.boolean().describe("false: the output holds timings or the like, which differ from run to run"),
});

export const buildObservationSchema = z.strictObject({
  kind: z.literal("build"),
  ...common,
  command: z.string(),
  dockerfile: z.string().describe("as the learner writes it, before bases are resolved"),
  ok: z.boolean(),
  failure: z
    .strictObject({
      kind: z.string(),
      line: z.number().int().nullable(),
      instruction: z.string().nullable(),
      exitCode: z.number().int().nullable(),
      message: z.string(),
      output: z.string(),
    })
    .nullable(),
});

const pathsSchema = z.strictObject({
  count: z.number().int(),
  largest: z
    .array(z.strictObject({ path: z.string(), bytes: z.number().int() }))
    .describe("the largest of them, at most twelve; folders and links have no bytes"),
});

/** What one layer does to the files below it. */
const layerChangesSchema = z.strictObject({
  added: pathsSchema,
  changed: pathsSchema.describe("written again, by this layer's bytes"),
  deleted: pathsSchema.describe("by the bytes that the layers below keep of them"),
  wastedBytes: z.number().int().describe("unpacked bytes of this layer that nobody sees any more"),
});

export const imageObservationSchema = z.strictObject({
  kind: z.literal("image"),
  ...common,
  image: z.string(),
  unpackedBytes: z.number().int(),
  compressedBytes: z.number().int(),
  fileCount: z.number().int(),
  shell: z.string().nullable().describe("path of the first shell found, null when there is none"),
  libc: z.enum(["glibc", "musl", "none"]),
  loaders: z.array(z.string()).describe("paths of the dynamic loaders in the image"),
  steady: z
    .literal(false)
    .optional()
    .describe(
      "false: it holds packages that its build fetched from a mirror, so its sizes follow the mirror",
    ),
  layers: z.array(
    z.strictObject({
      digest: z.string(),
      unpackedBytes: z.number().int(),
      compressedBytes: z.number().int(),
      createdBy: z.string(),
      fromBase: z.boolean().describe("the layer is one of the base's"),
      changes: layerChangesSchema.optional().describe("absent where it was recorded before this was asked"),
    }),
  ),
});

const words = z.array(z.string());

/** What an image says of how to start it: everything of its config that a child inherits, and ONBUILD. */
export const configObservationSchema = z.strictObject({
  kind: z.literal("config"),
  ...common,
  command: z.string(),
  image: z.string(),
  user: z.string(),
  workdir: z.string(),
  env: words,
  entrypoint: words.nullable(),
  cmd: words.nullable(),
  exposedPorts: words,
  volumes: words,
  stopSignal: z.string().nullable(),
  healthcheck: words.nullable(),
  onBuild: words,
});

export const elfObservationSchema = z.strictObject({
  kind: z.literal("elf"),
  ...common,
  path: z.string(),
  bytes: z.number().int(),
  linkage: z.enum(["static", "static-pie", "dynamic"]),
  interpreter: z.string().nullable(),
  needed: z.array(z.string()),
  glibcNeeded: z.string().nullable().describe("highest GLIBC_x.y symbol version asked for"),
});

/** A small table of facts that one experiment computed from many runs, for example program x base. */
export const matrixObservationSchema = z.strictObject({
  kind: z.literal("matrix"),
  ...common,
  rows: z.array(z.string()),
  columns: z.array(z.string()),
  cells: z.array(
    z.strictObject({
      row: z.string(),
      column: z.string(),
      works: z.boolean(),
      run: z.string().describe("key of the run observation behind the cell"),
    }),
  ),
});

/** A number that was measured and is not a size, for example a ratio or a stack size. */
export const figureObservationSchema = z.strictObject({
  kind: z.literal("figure"),
  ...common,
  value: z.number(),
  unit: z.string().describe("bytes, ms, ratio, count, KiB …"),
  stable: z
    .boolean()
    .describe(
      "true: a new recording must give the same value; false: timings, only their order of magnitude holds",
    ),
  from: z.array(z.string()).describe("keys of the observations it was computed from"),
});

/** What engine, kernel and loader do on starting a program, read from the image's files: no container takes part. */
export const startObservationSchema = z.strictObject({
  kind: z.literal("start"),
  ...common,
  image: z.string(),
  run: z.string().describe("key of the run that it is held against"),
  ...startPredictionSchema.shape,
  interpreter: z
    .string()
    .nullable()
    .describe("what the started file asks the kernel for; null: it is static, or no program"),
});

const surface = {
  image: z.string(),
  packages: z.number().int().describe("packages in all lists that were found"),
  databases: z.array(
    z.strictObject({
      format: z.string(),
      path: z.string(),
      packages: z.number().int(),
      problem: z.string().nullable(),
    }),
  ),
  executables: z
    .number()
    .int()
    .describe("regular files that can be run by themselves; libraries are left out"),
  setuid: z.array(z.string()).describe("paths"),
  setgid: z.array(z.string()).describe("paths of those that are setgid and not setuid"),
  shells: z.array(z.string()).describe("paths"),
  packageManagers: z.array(z.string()).describe("names"),
  user: z.string().describe("USER of the config; empty means root"),
  isRoot: z.boolean().nullable(),
};

/** What could help somebody who got in, and what a scanner could read: counted in the files, nothing was run. */
const surfaceObservationSchema = z.strictObject({ kind: z.literal("surface"), ...common, ...surface });

/** What one has to know of a base before choosing it: sizes, and everything that its files tell. */
export const baseObservationSchema = z.strictObject({
  kind: z.literal("base"),
  ...common,
  ...surface,
  unpackedBytes: z.number().int(),
  compressedBytes: z.number().int(),
  fileCount: z.number().int(),
  distribution: z.string().nullable().describe("as os-release writes it; null where no file says so"),
  libc: z.enum(["glibc", "musl", "none"]),
  libcVersion: z.string().nullable(),
  loaders: z.array(z.string()).describe("paths of the dynamic loaders"),
  bundles: z.array(z.string()).describe("paths of the certificates that programs look for"),
  certificates: z.number().int().describe("in the first of these; 0 where there is none"),
  zones: z.number().int().describe("names of time zones; 0 where there are none"),
  users: z.number().int().describe("entries of /etc/passwd"),
  tmpWritable: z.boolean().describe("whether the default user can make files in /tmp"),
  entrypoint: words.nullable(),
});

/** What a push or a pull moved between the engine and a registry. */
const transferObservationSchema = z.strictObject({
  kind: z.literal("transfer"),
  ...common,
  command: z.string(),
  image: z.string(),
  direction: z.enum(["push", "pull"]),
  layers: z
    .array(z.strictObject({ compressedBytes: z.int(), transferred: z.boolean() }))
    .describe("base first; transferred: its bytes went over the wire this time"),
  compressedBytes: z.int().describe("of the layers that were transferred"),
});

export const observationSchema = z.discriminatedUnion("kind", [
  runObservationSchema,
  buildObservationSchema,
  imageObservationSchema,
  configObservationSchema,
  elfObservationSchema,
  matrixObservationSchema,
  figureObservationSchema,
  startObservationSchema,
  transferObservationSchema,
  surfaceObservationSchema,
  baseObservationSchema,
]);
export type Observation = z.infer<typeof observationSchema>;

export const provenanceSchema = z.strictObject({
  recordedAt: z.string().describe("ISO date and time"),
  platform: z.string(),
  engine: z.strictObject({
    product: z.string(),
    version: z.string(),
    apiVersion: z.string(),
    storageDriver: z.string(),
    imageStore: z.string(),
    builder: z.string(),
    cgroup: z.string(),
    operatingSystem: z.string(),
  }),
  bases: z.array(resolvedBaseSchema),
  programs: z.array(
    z.strictObject({ id: z.string(), package: z.string(), version: z.string(), integrity: z.string() }),
  ),
});
export type Provenance = z.infer<typeof provenanceSchema>;

/** One file of `recordings/`: everything that one experiment observed, and on what. */
export const recordingSchema = z.strictObject({
  format: z.literal("groundwork.recording/1"),
  experiment: z.string(),
  command: z.string().describe("the command that records it again"),
  provenance: provenanceSchema,
  observations: z.record(z.string(), observationSchema),
});
export type Recording = z.infer<typeof recordingSchema>;
