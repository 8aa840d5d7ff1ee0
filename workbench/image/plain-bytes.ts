import { compressionOf, decompressor, type Compression } from "./chunks.ts";
import { Waiting } from "./waiting.ts";

const HEAD_BYTES = 4;

/**
 * Takes a stream in pieces, compressed or not (it says itself), and hands on the plain bytes. What goes wrong on the way
 * is told by `end`, and nothing is handed on after it.
 */
export class PlainBytes {
  readonly #take: (chunk: Uint8Array) => void;
  #head: Buffer | null = Buffer.alloc(0);
  #inflated: Waiting | null = null;
  #failure: Error | null = null;

  /** @param take gets the plain bytes; what it throws ends the reading */
  constructor(take: (chunk: Uint8Array) => void) {
    this.#take = (chunk) => {
      if (this.#failure !== null) return;
      try {
        take(chunk);
      } catch (error) {
        this.#failure = error instanceof Error ? error : new Error(String(error));
      }
    };
  }

  write(chunk: Uint8Array): void {
    if (this.#head === null) {
      this.#feed(chunk);
      return;
    }
    this.#head = Buffer.concat([this.#head, chunk]);
    if (this.#head.length >= HEAD_BYTES) this.#begin();
  }

  /** To be waited for before more is written; null when there is nothing to wait for. */
  get busy(): Promise<void> | null {
    return this.#inflated?.busy ?? null;
  }

  /** How the stream is compressed, once that is known. */
  compression: Compression = "none";

  /** Resolves when all is handed on. Rejects with the first thing that went wrong. */
  async end(): Promise<void> {
    if (this.#head !== null) this.#begin();
    if (this.#failure === null) await this.#inflated?.end();
    else this.abort();
    if (this.#failure !== null) throw this.#failure;
  }

  abort(): void {
    this.#inflated?.abort();
  }

  #begin(): void {
    const head = this.#head ?? Buffer.alloc(0);
    this.#head = null;
    this.compression = compressionOf(head);
    if (this.compression !== "none") this.#inflated = new Waiting(decompressor(this.compression), this.#take);
    this.#feed(head);
  }

  #feed(chunk: Uint8Array): void {
    if (this.#inflated) this.#inflated.write(chunk);
    else this.#take(chunk);
  }
}
