import { Writable } from "node:stream";

/** Reads everything, keeps the first `limit` bytes: a container that floods its output costs no memory here. */
export class Capture extends Writable {
  readonly #chunks: Buffer[] = [];
  readonly #limit: number;
  #kept = 0;
  #truncated = false;
  readonly #onBytes: ((length: number) => void) | undefined;

  /** `onBytes` is told the length of everything that is read, kept or not. */
  constructor(limit: number, onBytes?: (length: number) => void) {
    super();
    this.#limit = limit;
    this.#onBytes = onBytes;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#onBytes?.(chunk.length);
    const part = chunk.subarray(0, this.#limit - this.#kept);
    if (part.length < chunk.length) this.#truncated = true;
    if (part.length > 0) this.#chunks.push(Buffer.from(part));
    this.#kept += part.length;
    done();
  }

  get truncated(): boolean {
    return this.#truncated;
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString("utf8");
  }
}
