import { readElfHeader, SEGMENT } from "./elf-header.ts";
import { readElfAt } from "./elf.ts";
import { Scratch } from "./scratch.ts";
import type { ProgramFacts } from "./types.ts";

const MIB = 1024 * 1024;
/** Nearly all programs and libraries are smaller. */
const MEMORY_BYTES = 4 * MIB;
/** Beyond what Linux looks at: `#!`, the line and its newline have to lie within 256 bytes (BINPRM_BUF_SIZE). */
const MAX_LINE = 255;
/** Where the program headers of every real file end long before. */
const HEAD_BYTES = 64 * 1024;

/**
 * Reads what the kernel goes by from files that come as streams, one after the other. Memory stays bounded: what a large
 * ELF file loads waits in a temp file, its debug data and anything that is no program is passed over.
 */
export class ProgramReader implements Disposable {
  readonly #scratch = new Scratch(MEMORY_BYTES);
  #wanted = HEAD_BYTES;
  #isElf = false;

  /** Begins with the next file. */
  begin(): void {
    this.#scratch.clear();
    this.#wanted = HEAD_BYTES;
    this.#isElf = false;
  }

  write(chunk: Uint8Array): void {
    const held = this.#scratch.length;
    if (held >= this.#wanted) return;
    if (held < 4 && !couldBeProgram(this.#scratch.read(0, held), chunk)) {
      this.#wanted = 0;
      this.#scratch.clear();
      return;
    }
    this.#scratch.write(chunk.subarray(0, this.#wanted - held));
    if (this.#scratch.length < HEAD_BYTES || this.#isElf) return;
    // Once, when the whole head is there; the rest of this chunk may be wanted too.
    this.#isElf = true;
    this.#wanted = Math.max(HEAD_BYTES, this.#loadedBytes());
    this.#scratch.write(chunk.subarray(HEAD_BYTES - held, this.#wanted - held));
  }

  /** The facts of the file that was written since `begin`; null when it is no program. */
  end(): ProgramFacts | null {
    const at = (offset: number, length: number) => this.#scratch.read(offset, length);
    const elf = readElfAt(at);
    if (elf) return { kind: "elf", elf };
    const head = Buffer.from(at(0, MAX_LINE + 2)).toString("latin1");
    return head.startsWith("#!") ? { kind: "script", line: head.slice(2).split("\n", 1)[0] ?? "" } : null;
  }

  /** How far into the file what its segments load goes: all that `readElf` looks at lies there. */
  #loadedBytes(): number {
    const header = readElfHeader((offset, length) => this.#scratch.read(offset, length));
    const dynamic = header?.segments.some(({ type }) => type === SEGMENT.dynamic) ?? false;
    const kinds: number[] = dynamic ? Object.values(SEGMENT) : [SEGMENT.interpreter];
    const wanted = header?.segments.filter(({ type }) => kinds.includes(type)) ?? [];
    return wanted.reduce((most, { offset, fileBytes }) => Math.max(most, offset + fileBytes), 0);
  }

  [Symbol.dispose](): void {
    this.#scratch[Symbol.dispose]();
  }
}

/** Whether a file that begins with these bytes, as far as they go, can be an ELF file or a script. */
function couldBeProgram(held: Uint8Array, more: Uint8Array): boolean {
  const head = Buffer.concat([held, more.subarray(0, 4)]).subarray(0, 4);
  return [Buffer.from("\x7fELF"), Buffer.from("#!")].some((magic) => {
    const length = Math.min(magic.length, head.length);
    return head.subarray(0, length).equals(magic.subarray(0, length));
  });
}
