import { once } from "node:events";
import type { Transform } from "node:stream";
import { finished } from "node:stream/promises";

/** A zlib stream that is fed without waiting at each piece: whoever feeds it looks at `busy` now and then. */
export class Waiting {
  readonly #stream: Transform;
  readonly #done: Promise<void>;
  #busy: Promise<void> | null = null;
  #failed = false;

  constructor(stream: Transform, onData: (chunk: Uint8Array) => void) {
    this.#stream = stream;
    stream.on("data", onData);
    this.#done = finished(stream);
    // Told by `end`; until then it only means that nothing more need be waited for.
    this.#done.catch(() => (this.#failed = true));
  }

  /** Resolves when more may be written, or nothing more can be. */
  get busy(): Promise<void> | null {
    return this.#busy;
  }

  write(chunk: Uint8Array): void {
    // Copied: the stream looks at it later, when its owner may have put other bytes there.
    if (this.#failed || this.#stream.write(Buffer.from(chunk)) || this.#busy !== null) return;
    const drained = once(this.#stream, "drain").then(() => undefined);
    this.#busy = Promise.race([drained, this.#done])
      .catch(() => undefined)
      .finally(() => (this.#busy = null));
  }

  /** Resolves when all is through; rejects with what the stream has against its bytes. */
  async end(): Promise<void> {
    if (!this.#failed) this.#stream.end();
    await this.#done;
  }

  abort(): void {
    this.#stream.destroy();
  }
}
