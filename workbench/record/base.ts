import { notesOf } from "../image/notes/notes.ts";
import type { ImageRead } from "../image/read.ts";
import { isRegular } from "../image/path.ts";
import type { Observation } from "./schema.ts";
import { surfaceOf } from "./surface.ts";

type Base = Omit<Extract<Observation, { kind: "base" }>, "kind" | "title" | "image">;

/** What a recording keeps of a base: both sizes, in bytes, and what its files tell. Pure. */
export function baseOf(image: ImageRead & { readonly compressedBytes: number }): Base {
  const notes = notesOf(image);
  return {
    ...surfaceOf(notes),
    unpackedBytes: image.unpackedBytes,
    compressedBytes: image.compressedBytes,
    fileCount: [...image.files.values()].filter(isRegular).length,
    distribution: notes.distribution?.prettyName ?? null,
    libc: image.libc,
    libcVersion: notes.libc.version,
    loaders: [...image.loaders],
    bundles: notes.certificateBundles.map(({ path }) => path),
    certificates: notes.certificateBundles[0]?.certificates ?? 0,
    zones: notes.zoneinfo?.zones ?? 0,
    users: notes.users.length,
    tmpWritable: notes.tmp.writable,
    entrypoint: image.config.entrypoint === null ? null : [...image.config.entrypoint],
  };
}
