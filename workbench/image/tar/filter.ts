import { BLOCK, hasChecksum, readHeader, storedBytes, typeFlag, type TarEntry } from "./header.ts";
import { TarError } from "./number.ts";
import { paxRecords, type PaxRecords } from "./pax.ts";
import { nameText } from "./text.ts";

const NO_RECORDS: PaxRecords = new Map();

/** What the headers before an entry say of it, and their own bytes. */
interface Before {
  readonly blocks: Uint8Array[];
  records: PaxRecords;
  longName: string | undefined;
  longLink: string | undefined;
}

const nothingBefore = (): Before => ({
  blocks: [],
  records: NO_RECORDS,
  longName: undefined,
  longLink: undefined,
});

/**
 * The entries of a tar that are wanted, byte for byte with all that its headers say (owner, times, extended attributes),
 * as a tar of their own. Throws TarError where the bytes are no tar, or one that engines don't write (sparse files).
 */
export async function* filterTar(
  tar: AsyncIterable<unknown>,
  isWanted: (entry: TarEntry) => boolean,
): AsyncGenerator<Uint8Array> {
  const bytes = new Bytes(tar);
  let before = nothingBefore();
  for (;;) {
    const block = await bytes.exactly(BLOCK);
    if (block.every((byte) => byte === 0)) break;
    if (!hasChecksum(block)) throw new TarError("no tar header stands where one must");
    const flag = typeFlag(block);
    if (flag === "S") throw new TarError("it has a sparse file");
    if ("xgLK".includes(flag)) {
      await note(before, flag, block, bytes);
      continue;
    }
    const { entry, stored } = readHeader(block, before.records, before.longName, before.longLink);
    const wanted = isWanted(entry);
    if (wanted) yield* [...before.blocks, block];
    for await (const part of bytes.parts(padded(stored))) if (wanted) yield part;
    before = nothingBefore();
  }
  yield new Uint8Array(2 * BLOCK);
  await bytes.rest();
}

async function note(before: Before, flag: string, block: Uint8Array, bytes: Bytes): Promise<void> {
  const length = storedBytes(block, NO_RECORDS);
  const body = await bytes.exactly(padded(length));
  before.blocks.push(block, body);
  const said = body.subarray(0, length);
  if (flag === "x" || flag === "g") before.records = new Map([...before.records, ...paxRecords(said)]);
  else if (flag === "L") before.longName = cutAtNul(said);
  else before.longLink = cutAtNul(said);
}

function cutAtNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return nameText(end < 0 ? bytes : bytes.subarray(0, end));
}

const padded = (length: number) => Math.ceil(length / BLOCK) * BLOCK;

/** A stream of which one takes as many bytes as one wants. */
class Bytes {
  readonly #source: AsyncIterator<unknown>;
  #left: Uint8Array = new Uint8Array();

  constructor(source: AsyncIterable<unknown>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** That many bytes, in the pieces in which they come. Throws TarError when the stream ends before. */
  async *parts(length: number): AsyncGenerator<Uint8Array> {
    for (let open = length; open > 0;) {
      if (this.#left.length === 0) this.#left = await this.#next();
      const part = this.#left.subarray(0, open);
      this.#left = this.#left.subarray(part.length);
      open -= part.length;
      yield part;
    }
  }

  async exactly(length: number): Promise<Uint8Array> {
    return Buffer.concat(await Array.fromAsync(this.parts(length)));
  }

  /** Passes over all that is left: who sends it may have something to do at the end. */
  async rest(): Promise<void> {
    for (let at = await this.#source.next(); at.done !== true;) at = await this.#source.next();
  }

  async #next(): Promise<Uint8Array> {
    const at = await this.#source.next();
    if (at.done === true) throw new TarError("it is cut off");
    if (at.value instanceof Uint8Array) return at.value;
    throw new TarError("it came as text");
  }
}
