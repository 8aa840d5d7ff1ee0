import { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** Cuts what is written into lines, which are fetched one by one. What bounds it is told of each length. */
export class Lines extends Writable {
  readonly #onBytes: (length: number) => void;
  readonly #decoder = new StringDecoder("utf8");
  readonly #whole: string[] = [];
  #begun = "";
  #over = false;
  #waiting: (() => void) | undefined;

  constructor(onBytes: (length: number) => void) {
    super();
    this.#onBytes = onBytes;
    this.on("finish", () => {
      this.#over = true;
      this.#waiting?.();
    });
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#onBytes(chunk.length);
    const [last = "", ...before] = (this.#begun + this.#decoder.write(chunk)).split("\n").toReversed();
    this.#begun = last;
    this.#whole.push(...before.toReversed());
    this.#waiting?.();
    done();
  }

  /** The next line; null when there is none in time, or will be none. One caller at a time. */
  async next(withinMs: number): Promise<string | null> {
    if (this.#whole.length === 0 && !this.#over) await this.#news(withinMs);
    return this.#whole.shift() ?? null;
  }

  /** Settles when a line is there, when there will be none, or after the time. */
  #news(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.#waiting = undefined;
        resolve();
      };
      const timer = setTimeout(settle, withinMs);
      this.#waiting = () => {
        if (this.#whole.length > 0 || this.#over) settle();
      };
    });
  }
}
