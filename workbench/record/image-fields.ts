import { isRegular } from "../image/path.ts";
import { layerChanges } from "./layer-changes.ts";
import type { measured } from "./measured.ts";
import type { Observation } from "./schema.ts";
import { steadyText } from "./steady.ts";

type Fields = Omit<Extract<Observation, { kind: "image" }>, "kind" | "title" | "image" | "steady">;

/** What a recording keeps of a measured image; `baseLayers`: digests of those that are its base's. Pure. */
export function imageFields(
  facts: Awaited<ReturnType<typeof measured>>,
  baseLayers: ReadonlySet<string>,
): Fields {
  const changes = layerChanges(facts.layers);
  return {
    unpackedBytes: facts.unpackedBytes,
    compressedBytes: facts.compressedBytes,
    fileCount: [...facts.files.values()].filter(isRegular).length,
    shell: facts.shells[0] ?? null,
    libc: facts.libc,
    loaders: [...facts.loaders],
    layers: facts.layers.map(({ digest, unpackedBytes, compressedBytes, createdBy }, index) => ({
      digest,
      unpackedBytes,
      compressedBytes,
      createdBy: steadyText(createdBy),
      fromBase: baseLayers.has(digest),
      changes: changes[index],
    })),
  };
}
