import type { Observation } from "../../../workbench/record/schema.ts";

type Layer = Extract<Observation, { kind: "image" }>["layers"][number];
export type Changes = NonNullable<Layer["changes"]>;

export interface Stratum extends Layer {
  /** Pixels from the top of the drawing. */
  readonly top: number;
  /** Height in pixels. */
  readonly drawn: number;
  /** Its true height would be less than can be seen. */
  readonly thin: boolean;
  /** From 0 to 1: how much of its bytes nobody sees any more. */
  readonly wastedShare: number;
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
    const stratum = { ...layer, top, drawn, thin: scaled < thinnest, wastedShare: shareOf(layer) };
    top += drawn;
    return stratum;
  });
}

function shareOf({ unpackedBytes, changes }: Layer): number {
  return Math.min(1, (changes?.wastedBytes ?? 0) / Math.max(1, unpackedBytes));
}

/** Unpacked bytes of all layers that nobody sees; null where no layer was asked. Pure. */
export function wasteOf(layers: readonly Layer[]): number | null {
  const known = layers.flatMap(({ changes }) => (changes === undefined ? [] : [changes.wastedBytes]));
  return known.length === 0 ? null : known.reduce((sum, bytes) => sum + bytes, 0);
}

/** BuildKit signs its instructions with a comment, which says nothing of the layer. */
export const instructionOf = (createdBy: string): string => createdBy.replace(/ # buildkit$/, "");
