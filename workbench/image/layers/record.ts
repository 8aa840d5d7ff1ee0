import { z } from "zod";
import type { LayerBlob } from "./read-layer.ts";

/** Raise it whenever more, or something else, is read of a layer than before: of its files, programs or secrets. */
const VERSION = 1;

const count = z.number().int().nonnegative();
const elfSchema = z.strictObject({
  machine: z.string(),
  machineNumber: count,
  bits: z.literal([32, 64]),
  type: z.enum(["executable", "shared-object", "other"]),
  linkage: z.enum(["static", "static-pie", "dynamic"]),
  interpreter: z.string().nullable(),
  needed: z.array(z.string()),
  soname: z.string().nullable(),
  rpath: z.string().nullable(),
  runpath: z.string().nullable(),
  versionsNeeded: z.record(z.string(), z.array(z.string())),
  versionsProvided: z.array(z.string()),
  versionsOptional: z.record(z.string(), z.array(z.string())),
});

const fileSchema = z.strictObject({
  path: z.string().startsWith("/"),
  type: z.enum(["file", "directory", "symlink", "hardlink", "device", "fifo"]),
  bytes: count,
  mode: count,
  uid: count,
  gid: count,
  linkTarget: z.string().nullable(),
  program: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("elf"), elf: elfSchema }),
      z.strictObject({ kind: z.literal("script"), line: z.string() }),
    ])
    .nullable(),
  secrets: z.array(z.strictObject({ kind: z.string(), line: count.nullable() })),
});

/** What is remembered of a layer on disk. */
export const layerRecordSchema = z.strictObject({
  version: z.literal(VERSION),
  diffId: z.string(),
  unpackedBytes: count,
  /** What gzip level 6 makes of it; null where nobody asked. */
  gzipBytes: count.nullable(),
  files: z.array(fileSchema),
  whiteouts: z.array(z.strictObject({ kind: z.enum(["path", "opaque"]), path: z.string() })),
  /** Bytes of files that were wanted, in base64, by path. */
  kept: z.array(z.tuple([z.string(), z.string()])),
});
export type LayerRecord = z.infer<typeof layerRecordSchema>;

/** Package databases are the largest that is kept; what is beyond is read from the layer again. */
const MAX_KEPT = 16_000_000;

/** The record of a layer that was read. */
export function recordOf(layer: LayerBlob): LayerRecord {
  let left = MAX_KEPT;
  const kept: [string, string][] = [];
  for (const [path, { bytes, whole }] of layer.kept) {
    if (!whole || bytes.length > left) continue;
    left -= bytes.length;
    kept.push([path, Buffer.from(bytes).toString("base64")]);
  }
  const { diffId, unpackedBytes, files, whiteouts, compressedBytes } = layer;
  // The size of somebody's blob is that of his compressor.
  const gzipBytes = layer.from === "tar" ? compressedBytes : null;
  return layerRecordSchema.parse({
    version: VERSION,
    diffId,
    unpackedBytes,
    gzipBytes,
    files,
    whiteouts,
    kept,
  });
}
