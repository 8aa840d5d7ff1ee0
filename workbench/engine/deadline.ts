/** A time limit and a caller's wish to stop, as one signal that says which of the two came first. */
export class Deadline implements Disposable {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #outer: AbortSignal | undefined;
  #timedOut = false;

  /** Starts at once; `milliseconds` until it times out. Dispose it, or the timer keeps the process alive. */
  constructor(milliseconds: number, outer?: AbortSignal) {
    this.#outer = outer;
    this.#timer = setTimeout(() => {
      this.#timedOut = true;
      this.#controller.abort();
    }, milliseconds);
    if (outer?.aborted) this.#controller.abort();
    else outer?.addEventListener("abort", this.#stop, { once: true });
  }

  readonly #stop = (): void => {
    this.#controller.abort();
  };

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get timedOut(): boolean {
    return this.#timedOut;
  }

  get cancelled(): boolean {
    return this.#controller.signal.aborted && !this.#timedOut;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener("abort", this.#stop);
  }
}
