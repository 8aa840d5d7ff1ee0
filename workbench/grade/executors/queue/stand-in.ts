import type { Manifest } from "../../../lab/manifest.ts";
import { anotherVariant, variantOf } from "../../../lab/variant.ts";

/** So many names are tried; a lab's pools are small, so the first few dozen do. */
const TRIES = 100_000;

/**
 * Made-up learners' names of a lab, each giving the same variant as a real one. A worker needs the variant and has no
 * business with the login that decides it.
 */
export class StandIns {
  readonly #manifest: Manifest;
  /** The first made-up name of each variant that was come across. */
  readonly #names = new Map<string, string>();
  #tried = 0;

  constructor(manifest: Manifest) {
    this.#manifest = manifest;
  }

  /** The same name each time. Throws where there is none, which pools of a few entries can't come to. */
  for(learner: string): string {
    const wanted = this.#variantsOf(learner);
    while (!this.#names.has(wanted) && this.#tried < TRIES) {
      const name = `learner-${this.#tried++}`;
      const variants = this.#variantsOf(name);
      if (!this.#names.has(variants)) this.#names.set(variants, name);
    }
    const name = this.#names.get(wanted);
    if (name !== undefined) return name;
    throw new Error(
      `${this.#manifest.id}: no made-up name gives this variant; its pools have too many entries.`,
    );
  }

  /** A learner's own variant and the other one that tests hold theirs against. */
  #variantsOf(learner: string): string {
    return JSON.stringify([variantOf(this.#manifest, learner), anotherVariant(this.#manifest, learner)]);
  }
}
