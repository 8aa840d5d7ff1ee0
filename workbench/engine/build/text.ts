import { stripVTControlCharacters } from "node:util";

/** Keeps the first `limit` bytes of what is written to it and remembers that there was more. */
export class BoundedText {
  #parts: string[] = [];
  #bytes = 0;
  #truncated = false;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds text; once the limit is reached the rest is dropped, never split inside a character. */
  add(text: string): void {
    if (this.#truncated) return;
    const bytes = Buffer.byteLength(text);
    if (this.#bytes + bytes <= this.#limit) {
      this.#parts.push(text);
      this.#bytes += bytes;
      return;
    }
    const room = Buffer.from(text).subarray(0, this.#limit - this.#bytes).toString("utf8");
    this.#parts.push(room.replace(/�+$/, ""));
    this.#bytes = this.#limit;
    this.#truncated = true;
  }

  get truncated(): boolean {
    return this.#truncated;
  }

  /** The text kept so far, without terminal control codes (the classic builder paints stderr red). */
  toString(): string {
    return stripVTControlCharacters(this.#parts.join(""));
  }
}
