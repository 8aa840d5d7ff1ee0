import type { Observation } from "../../../workbench/record/schema.ts";

type Image = Extract<Observation, { kind: "image" }>;

export interface Block {
  readonly digest: string;
  /** The first twelve digits, as `docker` shortens them. */
  readonly short: string;
  readonly createdBy: string;
  readonly fromBase: boolean;
  /** Another image of the figure has the same layer. */
  readonly shared: boolean;
}

/** One column an image, its layers newest first, so that the base lies at the bottom; says which layers recur. Pure. */
export function columns(images: readonly Pick<Image, "layers">[]): readonly (readonly Block[])[] {
  return images.map(({ layers }, index) => {
    const others = new Set(
      images.flatMap((other, at) => (at === index ? [] : other.layers.map(({ digest }) => digest))),
    );
    return layers.toReversed().map(({ digest, createdBy, fromBase }) => ({
      digest,
      short: digest.replace(/^sha256:/, "").slice(0, 12),
      createdBy,
      fromBase,
      shared: others.has(digest),
    }));
  });
}
