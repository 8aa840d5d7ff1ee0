import { causeOfBuild, describeBuild } from "../../workbench/lab/kit/index.ts";
import type { Bench, BuiltImage, ImageFacts } from "../../workbench/lab/kit/index.ts";

/** A base as it stands in this engine. */
export interface Base {
  readonly reference: string;
  readonly image: BuiltImage;
  readonly unpackedBytes: number;
  /** Reads it whole, which takes seconds where a base is large. */
  readonly look: () => Promise<ImageFacts>;
}

/** The bases of the lab; others may be used as well. */
const KNOWN = [
  "busybox",
  "alpine",
  "debian-slim",
  "distroless-static",
  "distroless-base",
  "distroless-cc",
  "distroless-nodejs",
  "node-slim",
];

/** The base of this name; a name that means nothing here fails the task. */
export async function baseOf(bench: Bench, reference: string, key: string): Promise<Base> {
  const known = KNOWN.map((id) => bench.base(id)).find((each) => each.reference === reference);
  if (known) {
    const image = { id: known.image, from: reference };
    return { reference, image, unpackedBytes: known.unpackedBytes, look: () => bench.look(image) };
  }
  const image = await built(bench, reference, key);
  const { unpackedBytes } = await bench.look(image);
  return { reference, image, unpackedBytes, look: () => bench.look(image) };
}

async function built(bench: Bench, reference: string, key: string): Promise<BuiltImage> {
  // A label makes an image of `FROM scratch` alone, and adds no layer.
  const outcome = await bench.tryScene(`FROM ${reference}\nLABEL looked-at=1\n`);
  bench.claim(outcome.ok, {
    code: "base-unknown",
    expected: `"${key}" in answers.json names a base, as FROM would`,
    seen: outcome.ok ? "" : describeBuild(outcome),
    cause: outcome.ok ? "" : causeOfBuild(outcome),
    where: "answers.json",
  });
  return { id: outcome.imageId, from: reference };
}

/** How many of an image's first layers are those of a base; -1 where it does not stand on that base. */
function depthOn(image: ImageFacts, base: ImageFacts): number {
  const same = base.layers.every(({ digest }, index) => image.layers[index]?.digest === digest);
  return same ? base.layers.length : -1;
}

/** Does an image stand on this base, and on none of the others that reaches further up? */
export async function standsOn(bench: Bench, image: ImageFacts, base: Base): Promise<boolean> {
  const depth = depthOn(image, await base.look());
  // Only a larger base can reach further up, and only one that is no larger than the image.
  const further = KNOWN.filter((id) => {
    const { unpackedBytes } = bench.base(id);
    return unpackedBytes > base.unpackedBytes && unpackedBytes <= image.unpackedBytes;
  });
  const others = await Promise.all(further.map((id) => bench.lookBase(id)));
  return depth >= 0 && others.every((other) => depthOn(image, other) <= depth);
}
