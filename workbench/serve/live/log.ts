/** One thing that happened, under its number. */
export interface Entry<Message> {
  readonly number: number;
  readonly message: Message;
}

/**
 * The latest messages, numbered from 1, for readers that each go at their own pace. One that was away for too long
 * finds that its place is gone and has to begin anew, so no reader costs memory by being slow.
 */
export class Log<Message> {
  readonly #kept: Entry<Message>[] = [];
  readonly #most: number;
  #last = 0;
  #woken = Promise.withResolvers<null>();

  /** @param most how many messages are kept */
  constructor(most: number) {
    this.#most = most;
  }

  /** Number of the latest message; 0 before there is one. */
  get last(): number {
    return this.#last;
  }

  add(message: Message): void {
    this.#last += 1;
    this.#kept.push({ number: this.#last, message });
    if (this.#kept.length > this.#most) this.#kept.shift();
    this.#woken.resolve(null);
    this.#woken = Promise.withResolvers();
  }

  /** Everything after a number, in order; null when some of it is no longer kept, or when that number was never given. */
  after(number: number): readonly Entry<Message>[] | null {
    const oldest = this.#last - this.#kept.length;
    if (number < oldest || number > this.#last) return null;
    return this.#kept.slice(number - oldest);
  }

  /** Resolves with the next message that is added. */
  changed(): Promise<unknown> {
    return this.#woken.promise;
  }
}
