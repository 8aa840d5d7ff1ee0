import type { Observation } from "../../../workbench/record/schema.ts";

type Layer = Extract<Observation, { kind: "image" }>["layers"][number];

export interface Stratum extends Layer {
  /** Pixels from the top of the drawing. */
  readonly top: number;
  /** Height in pixels. */
  readonly drawn: number;
  /** Its true height would be less than can be seen. */
  readonly thin: boolean;
}

/** Pixels: the least height at which a layer still shows. */
export const thinnest = 3;

/** Lays out layers (given base first) newest on top, heights in proportion to their unpacked bytes. */
export function stack(layers: readonly Layer[], height: number): Stratum[] {
  const total = Math.max(
    1,
    layers.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0),
  );
  let top = 0;
  return layers.toReversed().map((layer) => {
    const scaled = (layer.unpackedBytes / total) * height;
    const drawn = Math.max(thinnest, scaled);
    const stratum = { ...layer, top, drawn, thin: scaled < thinnest };
    top += drawn;
    return stratum;
  });
}
