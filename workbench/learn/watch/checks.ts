/** Milliseconds without a further save until a check begins: editors write a file in several goes. */
const DEBOUNCE_MS = 200;

export interface ChecksOptions {
  /** One check, to its end or until it is called off. It does not throw. @param only the only task to try; null: all */
  readonly run: (only: string | null, signal: AbortSignal) => Promise<void>;
  /** A check will begin soon. */
  readonly onQueued: () => void;
  /** A check that is out of date is called off; the next one begins when it has ended. */
  readonly onStopping: () => void;
  readonly debounceMs?: number;
}

/** One check at a time, always of what was saved last. */
export class Checks {
  readonly #options: ChecksOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: { readonly stop: AbortController; readonly done: Promise<void> } | null = null;
  #pending: { readonly only: string | null } | null = null;
  #closed = false;

  constructor(options: ChecksOptions) {
    this.#options = options;
  }

  /** A file was saved: a check that runs is called off, and one of this task begins when no other save follows at once. */
  saved(task: string): void {
    const { onQueued, onStopping, debounceMs = DEBOUNCE_MS } = this.#options;
    clearTimeout(this.#timer);
    this.#pending = null;
    if (this.#running) {
      this.#running.stop.abort();
      onStopping();
    } else onQueued();
    this.#timer = setTimeout(() => this.begin(task), debounceMs);
  }

  /** Begins a check, after the one that runs. */
  begin(only: string | null): void {
    if (this.#closed) return;
    if (this.#running) {
      this.#pending = { only };
      return;
    }
    const stop = new AbortController();
    const done = this.#options.run(only, stop.signal).then(() => this.#next());
    this.#running = { stop, done };
  }

  #next(): void {
    this.#running = null;
    const pending = this.#pending;
    this.#pending = null;
    if (pending) this.begin(pending.only);
  }

  /** Calls off what runs, waits for its end, and begins nothing more. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#running?.stop.abort();
    await this.#running?.done;
  }
}
