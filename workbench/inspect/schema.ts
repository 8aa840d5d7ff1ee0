import { z } from "zod";
import { supportSchema } from "../bases/support/support.ts";
import { baseVerdictSchema } from "../image/base/types.ts";
import { imageNotesSchema } from "../image/notes/schema.ts";
import { startPredictionSchema } from "../image/start/schema.ts";

const bytes = z.number().int().nonnegative();
const count = z.number().int().nonnegative();

const targetSchema = z.strictObject({
  given: z.string().describe("what was typed"),
  kind: z.enum(["base", "engine", "folder", "file", "registry"]),
  name: z.string().describe("in full: a reference, an id or a path"),
  base: z
    .strictObject({ id: z.string(), origin: z.string(), note: z.string().nullable() })
    .nullable()
    .describe("the base of the catalogue that was asked for"),
});

const pathsSchema = z.strictObject({
  added: z.array(z.string()),
  changed: z.array(z.string()),
  deleted: z.array(z.string()),
});

const layerSchema = z.strictObject({
  digest: z.string().describe("diff id: sha256 of the uncompressed layer tar"),
  unpackedBytes: bytes,
  compressedBytes: bytes.nullable(),
  createdBy: z.string().describe("as the image's history says; empty where it says nothing"),
  instruction: z.string().describe("the Dockerfile instruction read out of it"),
  added: count.describe("paths that no layer below has"),
  changed: count.describe("paths that a layer below has too"),
  deleted: count.describe("paths of layers below that this one takes away"),
  wastedBytes: bytes.describe("bytes of its files that later layers replace or delete"),
  largest: z.array(z.strictObject({ path: z.string(), bytes })),
  paths: pathsSchema.nullable().describe("all paths, where --layers asked for them"),
});

const configSchema = z.strictObject({
  user: z.string(),
  env: z.array(z.string()),
  entrypoint: z.array(z.string()).nullable(),
  cmd: z.array(z.string()).nullable(),
  workdir: z.string(),
  labels: z.record(z.string(), z.string()),
  exposedPorts: z.array(z.string()),
  volumes: z.array(z.string()),
  stopSignal: z.string().nullable(),
  onBuild: z.array(z.string()),
  healthcheck: z.array(z.string()).nullable(),
});

/** What `groundwork inspect --json` prints. Sizes are bytes. */
export const inspectionSchema = z.strictObject({
  schema: z.literal("groundwork.inspect/1"),
  target: targetSchema,
  id: z.string().describe("digest of the image's config"),
  platform: z.string(),
  family: z.enum(["scratch", "glibc", "musl", "distroless"]),
  unpackedBytes: bytes.describe("sum of the layers' tar bytes"),
  compressedBytes: bytes
    .nullable()
    .describe(
      "sum of the layer blobs' bytes, of those that came unpacked as gzip level 6 makes them; null when not measured",
    ),
  wastedBytes: bytes,
  fileCount: count.describe("files, links and folders that a container sees"),
  config: configSchema,
  layers: z.array(layerSchema).describe("base first"),
  bases: z.array(baseVerdictSchema).describe("which base it stands on, the best verdict first"),
  notes: imageNotesSchema.describe("what is inside"),
  support: supportSchema
    .extend({ ended: z.boolean().describe("whether `until` has passed") })
    .nullable()
    .describe(
      "until when the distribution's release gets fixes, as published; null where that is not known here",
    ),
  asked: z.string().nullable().describe("the file that --file asked about; null for the image's own command"),
  start: startPredictionSchema.describe("what would happen on starting it"),
});
export type Inspection = z.infer<typeof inspectionSchema>;
export type InspectedLayer = Inspection["layers"][number];
export type InspectedTarget = Inspection["target"];
