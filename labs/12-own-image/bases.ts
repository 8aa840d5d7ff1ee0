import { causeOfBuild, describeBuild } from "../../workbench/lab/kit/index.ts";
import type { Bench, BuiltImage, ImageFacts } from "../../workbench/lab/kit/index.ts";

/** A base as it stands in this engine. */
export interface Base {
  readonly reference: string;
  readonly image: BuiltImage;
  readonly facts: ImageFacts;
}

/** The base of this name; a name that means nothing here fails the task. */
export async function baseOf(bench: Bench, reference: string, key: string): Promise<Base> {
  // A label makes an image of `FROM scratch` alone, and adds no layer.
  const built = await bench.tryScene(`FROM ${reference}\nLABEL looked-at=1\n`);
  bench.claim(built.ok, {
    code: "base-unknown",
    expected: `"${key}" in answers.json names a base, as FROM would`,
    seen: built.ok ? "" : describeBuild(built),
    cause: built.ok ? "" : causeOfBuild(built),
    where: "answers.json",
  });
  const image = { id: built.imageId, from: reference };
  return { reference, image, facts: await bench.look(image) };
}

/** How many of an image's first layers are those of a base; -1 where it does not stand on that base. */
function depthOn(image: ImageFacts, base: ImageFacts): number {
  const same = base.layers.every(({ digest }, index) => image.layers[index]?.digest === digest);
  return same ? base.layers.length : -1;
}

/** Does an image stand on this base, and on none of the others that reaches further up? */
export function standsOn(image: ImageFacts, base: ImageFacts, others: readonly ImageFacts[]): boolean {
  const depth = depthOn(image, base);
  return depth >= 0 && others.every((other) => depthOn(image, other) <= depth);
}
