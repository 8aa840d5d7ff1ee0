import type { Refusal } from "../contract.ts";

/** Why a request is not served, with the status that says so to programs. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: RefusalStatus;
  readonly refusal: Refusal;

  constructor(status: RefusalStatus, what: string, why: string, next: string) {
    super(what);
    this.status = status;
    this.refusal = { format: "groundwork.refusal/1", what, why, next };
  }
}

export type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 409 | 411 | 413 | 415 | 421 | 429 | 500 | 501 | 503;
