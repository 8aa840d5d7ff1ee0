import { randomBytes } from "node:crypto";
import PQueue from "p-queue";
import type { Asked, QueueState } from "../contract.ts";

/** Does one run; ends soon after the signal, with nothing of it left. Never rejects: a run that fails is a result. */
export type DoRun = (asked: Asked, signal: AbortSignal) => Promise<void>;

export interface RunQueueOptions {
  readonly run: DoRun;
  /** Told whenever a run begins, ends, is asked for or called off. */
  readonly onChange: (state: QueueState) => void;
  /** How many may wait. */
  readonly mostWaiting: number;
}

/** Runs that were asked for, one at a time, in the order in which they came. */
export class RunQueue {
  readonly #queue = new PQueue({ concurrency: 1 });
  readonly #options: RunQueueOptions;
  readonly #waiting: Asked[] = [];
  #running: Asked | null = null;
  readonly #stops = new Map<string, AbortController>();
  #closed = false;

  constructor(options: RunQueueOptions) {
    this.#options = options;
  }

  get state(): QueueState {
    return { running: this.#running, waiting: [...this.#waiting] };
  }

  /** Puts a run at the end of the queue. Null when it is full, or closed. */
  ask(lab: string, task: string | null): Asked | null {
    if (this.#closed || this.#waiting.length >= this.#options.mostWaiting) return null;
    const asked = { run: randomBytes(8).toString("hex"), lab, task };
    const stop = new AbortController();
    this.#stops.set(asked.run, stop);
    this.#waiting.push(asked);
    this.#tell();
    void this.#queue.add(() => this.#take(asked, stop.signal));
    return asked;
  }

  /** Calls a run off, be it under way or waiting. False when there is none of that name, or no longer. */
  cancel(run: string): boolean {
    const stop = this.#stops.get(run);
    if (!stop || stop.signal.aborted) return false;
    stop.abort();
    if (this.#leave(run)) this.#tell();
    return true;
  }

  /** Calls off everything and takes nothing more; resolves when the run that was under way has tidied up. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const run of this.#stops.keys()) this.cancel(run);
    await this.#queue.onIdle();
  }

  async #take(asked: Asked, signal: AbortSignal): Promise<void> {
    this.#leave(asked.run);
    try {
      if (signal.aborted) return;
      this.#running = asked;
      this.#tell();
      await this.#options.run(asked, signal);
    } finally {
      this.#stops.delete(asked.run);
      if (this.#running === asked) {
        this.#running = null;
        this.#tell();
      }
    }
  }

  #leave(run: string): boolean {
    const index = this.#waiting.findIndex((each) => each.run === run);
    if (index >= 0) this.#waiting.splice(index, 1);
    return index >= 0;
  }

  #tell(): void {
    this.#options.onChange(this.state);
  }
}
