import { createHash } from "node:crypto";

/** Values that vary with the run and are the same for the same seed. */
export class Variation {
  readonly #seed: string;
  #drawn = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  #draw(): string {
    this.#drawn += 1;
    return createHash("sha256").update(`${this.#seed}:${this.#drawn}`).digest("hex");
  }

  /** Ten characters that no submission can know beforehand. */
  token(): string {
    return `gw${this.#draw().slice(0, 8)}`;
  }

  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number {
    return min + (parseInt(this.#draw().slice(0, 12), 16) % (max - min + 1));
  }
}
