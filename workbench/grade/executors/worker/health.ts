/** Faults one after the other that make a worker doubt its own machine. */
const FAULTS_IN_A_ROW = 2;

const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 300_000;

/**
 * Whether this machine's sandbox can be trusted with another hand-in. After two faults of ours in a row it can't, until the
 * canary has proved it again; that is tried a little later each time.
 */
export class Health {
  #faults = 0;
  #tries = 0;

  /** How an attempt went. Returns true when the worker is sick now. */
  after(wasOurFault: boolean): boolean {
    this.#faults = wasOurFault ? this.#faults + 1 : 0;
    return this.isSick;
  }

  get isSick(): boolean {
    return this.#faults >= FAULTS_IN_A_ROW;
  }

  /** Milliseconds until the canary is tried. */
  get waitMs(): number {
    return Math.min(FIRST_WAIT_MS * 2 ** this.#tries, LONGEST_WAIT_MS);
  }

  /** What the canary has proved. */
  proved(isWell: boolean): void {
    this.#tries = isWell ? 0 : this.#tries + 1;
    this.#faults = isWell ? 0 : FAULTS_IN_A_ROW;
  }
}
