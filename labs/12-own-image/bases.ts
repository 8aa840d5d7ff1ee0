import { causeOfBuild, describeBuild } from "../../workbench/lab/kit/index.ts";
import type { Bench, BuiltImage, ImageFacts } from "../../workbench/lab/kit/index.ts";

/** What is in a base. */
export type BaseFacts = Pick<ImageFacts, "layers" | "files" | "shells">;

/** A base as it stands in this engine. */
export interface Base {
  readonly reference: string;
  readonly unpackedBytes: number;
  /** Reads it whole, which takes seconds where a base is large. */
  readonly look: () => Promise<BaseFacts>;
  /** Is there a program or a library at this path? Follows links. */
  readonly hasElf: (path: string) => Promise<boolean>;
}

/** Nothing: an engine holds no image of it that could be read. */
const SCRATCH: Base = {
  reference: "scratch",
  unpackedBytes: 0,
  look: () => Promise.resolve({ layers: [], files: new Map(), shells: [] }),
  hasElf: () => Promise.resolve(false),
};

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
  if (reference === "scratch") return SCRATCH;
  const known = KNOWN.map((id) => bench.base(id)).find((each) => each.reference === reference);
  const image = known ? { id: known.image, from: reference } : await built(bench, reference, key);
  return {
    reference,
    unpackedBytes: known?.unpackedBytes ?? (await bench.look(image)).unpackedBytes,
    look: () => bench.look(image),
    hasElf: async (path) => (await bench.elf(image, path)) !== null,
  };
}

async function built(bench: Bench, reference: string, key: string): Promise<BuiltImage> {
  // A label adds no layer.
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
function depthOn(image: BaseFacts, base: BaseFacts): number {
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
