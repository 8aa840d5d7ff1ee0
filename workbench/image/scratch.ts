import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { temporaryPrefix } from "../temporary.ts";

/** Of the one disposed of last: images have many layers, and their buffers would pile up until garbage is collected. */
let spare: Buffer | null = null;

/**
 * Bytes that come as a stream and are then read at random: the first in memory, those beyond in one temp file that is
 * used again for each stream. Dispose of it to remove the file.
 */
export class Scratch implements Disposable {
  #memory: Buffer;
  #length = 0;
  #folder: string | null = null;
  #file: number | null = null;

  /** @param memoryBytes how many bytes stay in memory */
  constructor(memoryBytes: number) {
    this.#memory = spare?.length === memoryBytes ? spare : Buffer.allocUnsafe(memoryBytes);
    spare = null;
  }

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
  }

  /** Appends. Throws where the temp file can't be written. */
  write(chunk: Uint8Array): void {
    const room = Math.max(0, this.#memory.length - this.#length);
    this.#memory.set(chunk.subarray(0, room), Math.min(this.#length, this.#memory.length));
    for (let done = room; done < chunk.length;)
      done += writeSync(
        this.#open(),
        chunk,
        done,
        chunk.length - done,
        this.#length + done - this.#memory.length,
      );
    this.#length += chunk.length;
  }

  /** Up to `length` bytes at `offset`; fewer, or none, where what was written ends. Valid until the next `clear`. */
  read(offset: number, length: number): Uint8Array {
    if (!Number.isSafeInteger(offset) || offset < 0 || offset >= this.#length) return new Uint8Array();
    const end = Math.min(offset + length, this.#length);
    const inMemory = this.#memory.subarray(offset, Math.min(end, this.#memory.length));
    if (end <= this.#memory.length) return inMemory;
    const block = Buffer.alloc(end - offset);
    block.set(inMemory);
    const start = offset + inMemory.length - this.#memory.length;
    readSync(this.#open(), block, inMemory.length, block.length - inMemory.length, start);
    return block;
  }

  #open(): number {
    if (this.#file !== null) return this.#file;
    this.#folder = mkdtempSync(temporaryPrefix("read"));
    this.#file = openSync(join(this.#folder, "scratch"), "wx+");
    return this.#file;
  }

  [Symbol.dispose](): void {
    if (this.#memory.length > 0) spare = this.#memory;
    this.#memory = Buffer.alloc(0);
    if (this.#file !== null) closeSync(this.#file);
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
    this.#file = null;
    this.#folder = null;
    this.#length = 0;
  }
}
