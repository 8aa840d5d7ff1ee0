import type { Claim } from "./types.ts";

/** A claim that did not hold: the learner's hand-in is not there yet. */
export class ClaimFailed extends Error {
  override readonly name = "ClaimFailed";
  readonly claim: Claim;

  constructor(claim: Claim) {
    super(claim.expected);
    this.claim = claim;
  }
}
