import { BLOCK, hasChecksum, readHeader, storedBytes, typeFlag, type TarEntry } from "./header.ts";
import { TarError } from "./number.ts";
import { paxRecords, type PaxRecords } from "./pax.ts";
import { nameText } from "./text.ts";

/** Takes the body of one entry. What it throws ends the reading. */
export interface TarSink {
  write(chunk: Uint8Array): void;
  end(): void;
}

/** Headers that speak of the next entry are read whole; as much as Go's reader, and so Docker, allows. */
const MAX_SPECIAL = 1 << 20;
const NO_RECORDS: PaxRecords = new Map();

/**
 * Reads a tar that comes in pieces, without waiting and without copying: ustar, pax, GNU and V7. Each entry's body goes to
 * the sink that `onEntry` gives for it; null passes it over. Where readers disagree we do as Go's, which the engine uses:
 * links and folders have no body, and two blocks of zeros end the tar, whatever follows.
 */
export class TarReader {
  readonly #onEntry: (entry: TarEntry) => TarSink | null;
  readonly #block = Buffer.alloc(BLOCK);
  #filled = 0;
  #zeros = 0;
  #ended = false;
  /** Bytes of the body, and of the padding after it, that are still to come. */
  #body = 0;
  #bodyBytes = 0;
  #padding = 0;
  #sink: TarSink | null = null;
  #name = "";
  #moreSparse = false;
  #globals: PaxRecords = NO_RECORDS;
  #locals: PaxRecords = NO_RECORDS;
  #longName: string | undefined;
  #longLink: string | undefined;

  constructor(onEntry: (entry: TarEntry) => TarSink | null) {
    this.#onEntry = onEntry;
  }

  /** Takes the next piece. Throws TarError where the bytes are no tar, and what sinks throw. */
  write(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && !this.#ended) {
      // Blocks with more of a sparse file's map stand before its body.
      if (this.#moreSparse) at += this.#takeBlock(chunk, at);
      else if (this.#body > 0) at += this.#takeBody(chunk, at);
      else if (this.#padding > 0) {
        const skipped = Math.min(this.#padding, chunk.length - at);
        this.#padding -= skipped;
        at += skipped;
      } else at += this.#takeBlock(chunk, at);
    }
  }

  /** Says that no more comes. Throws TarError when something was still missing. */
  end(): void {
    if (this.#ended) return;
    if (this.#body > 0)
      throw new TarError(
        `${this.#name} is cut off after ${this.#bodyBytes - this.#body} of ${this.#bodyBytes} bytes`,
      );
    if (this.#filled > 0 || this.#moreSparse)
      throw new TarError(`it is cut off inside a header, after ${this.#name || "nothing"}`);
  }

  #takeBody(chunk: Uint8Array, at: number): number {
    const part = chunk.subarray(at, at + this.#body);
    this.#body -= part.length;
    this.#sink?.write(part);
    if (this.#body === 0) this.#closeBody();
    return part.length;
  }

  #closeBody(): void {
    const sink = this.#sink;
    this.#sink = null;
    sink?.end();
  }

  #takeBlock(chunk: Uint8Array, at: number): number {
    // A block that lies whole in the chunk is read where it is.
    if (this.#filled === 0 && chunk.length - at >= BLOCK) {
      this.#header(chunk.subarray(at, at + BLOCK));
      return BLOCK;
    }
    const part = chunk.subarray(at, at + BLOCK - this.#filled);
    this.#block.set(part, this.#filled);
    this.#filled += part.length;
    if (this.#filled === BLOCK) {
      this.#filled = 0;
      this.#header(this.#block);
    }
    return part.length;
  }

  #header(block: Uint8Array): void {
    if (this.#moreSparse) {
      this.#moreSparse = block[504] !== 0;
      return;
    }
    if (block[0] === 0 && block.every((byte) => byte === 0)) {
      this.#zeros += 1;
      this.#ended = this.#zeros === 2;
      return;
    }
    if (this.#zeros > 0)
      throw new TarError(`a block of zeros stands alone, after ${this.#name || "nothing"}`);
    if (!hasChecksum(block))
      throw new TarError(
        this.#name === ""
          ? "it does not begin with a tar header"
          : `no tar header stands where one must, after ${this.#name}`,
      );
    const special = this.#special(typeFlag(block));
    if (special) this.#open("an extended header", storedBytes(block, NO_RECORDS), collect(block, special));
    else this.#entry(block);
  }

  /** What to do with the text of a header that speaks of the next entry; null when this one is an entry itself. */
  #special(flag: string): ((bytes: Uint8Array) => void) | null {
    if (flag === "x" || flag === "X") return (bytes) => (this.#locals = paxRecords(bytes));
    if (flag === "g") return (bytes) => (this.#globals = new Map([...this.#globals, ...paxRecords(bytes)]));
    if (flag === "L") return (bytes) => (this.#longName = cutAtNul(bytes));
    if (flag === "K") return (bytes) => (this.#longLink = cutAtNul(bytes));
    // The label of a volume is no file.
    return flag === "V" ? () => undefined : null;
  }

  #entry(block: Uint8Array): void {
    const records = this.#globals.size === 0 ? this.#locals : new Map([...this.#globals, ...this.#locals]);
    const { entry, stored } = readHeader(block, records, this.#longName, this.#longLink);
    this.#locals = NO_RECORDS;
    this.#longName = this.#longLink = undefined;
    this.#moreSparse = typeFlag(block) === "S" && block[482] !== 0;
    this.#open(entry.name, stored, this.#onEntry(entry));
  }

  #open(name: string, stored: number, sink: TarSink | null): void {
    this.#name = name;
    this.#body = this.#bodyBytes = stored;
    this.#padding = (BLOCK - (stored % BLOCK)) % BLOCK;
    this.#sink = sink;
    if (stored === 0) this.#closeBody();
  }
}

/** Gathers a body and hands it on at its end. */
function collect(block: Uint8Array, then: (bytes: Uint8Array) => void): TarSink {
  if (storedBytes(block, NO_RECORDS) > MAX_SPECIAL)
    throw new TarError("an extended header is longer than 1 MiB");
  const parts: Uint8Array[] = [];
  return {
    write: (chunk) => parts.push(Buffer.from(chunk)),
    end: () => then(Buffer.concat(parts)),
  };
}

function cutAtNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return nameText(end < 0 ? bytes : bytes.subarray(0, end));
}
