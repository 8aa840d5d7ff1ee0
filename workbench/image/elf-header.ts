import { fields, type Fields, type ReadAt } from "./elf-bytes.ts";

/** What the ELF header and the program headers say. Numbers as in the System V gABI, chapters 4 and 5. */
export interface ElfHeader {
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
  readonly machine: number;
  /** 2: fixed executable, 3: shared object or position-independent executable. */
  readonly type: number;
  readonly entry: number;
  readonly segments: readonly Segment[];
}

export interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly fileBytes: number;
}

export const SEGMENT = { load: 1, dynamic: 2, interpreter: 3 } as const;

// Real files have about ten; the cap only bounds the work that a hostile header can ask for.
const MAX_SEGMENTS = 512;

/** Reads the headers; null when the bytes are no ELF file or end inside the ELF header. */
export function readElfHeader(at: ReadAt): ElfHeader | null {
  const block = at(0, 64);
  const magic = block[0] === 0x7f && block[1] === 0x45 && block[2] === 0x4c && block[3] === 0x46;
  const bits = block[4] === 1 ? 32 : block[4] === 2 ? 64 : null;
  const littleEndian = block[5] === 1 ? true : block[5] === 2 ? false : null;
  if (!magic || bits === null || littleEndian === null || block.length < (bits === 64 ? 64 : 52)) return null;
  const view = fields(block, bits, littleEndian);
  const wide = bits === 64;
  const segments = readSegments(at, bits, littleEndian, {
    offset: view.word(wide ? 32 : 28),
    entryBytes: view.u16(wide ? 54 : 42),
    count: view.u16(wide ? 56 : 44),
  });
  return { bits, littleEndian, machine: view.u16(18), type: view.u16(16), entry: view.word(24), segments };
}

function readSegments(
  at: ReadAt,
  bits: 32 | 64,
  littleEndian: boolean,
  table: { offset: number; entryBytes: number; count: number },
): Segment[] {
  if (table.entryBytes < (bits === 64 ? 56 : 32)) return [];
  const count = Math.min(table.count, MAX_SEGMENTS);
  const view = fields(at(table.offset, count * table.entryBytes), bits, littleEndian);
  const whole = Math.min(count, Math.floor(view.length / table.entryBytes));
  return Array.from({ length: whole }, (_, index) => segmentAt(view, index * table.entryBytes, bits));
}

function segmentAt(view: Fields, start: number, bits: 32 | 64): Segment {
  const [offset, address, fileBytes] = bits === 64 ? [8, 16, 32] : [4, 8, 16];
  return {
    type: view.u32(start),
    offset: view.word(start + offset),
    address: view.word(start + address),
    fileBytes: view.word(start + fileBytes),
  };
}

/** Where in the file the byte of this address lies; null when no segment loads it from the file. */
export function fileOffsetOf(header: ElfHeader, address: number): number | null {
  const segment = header.segments.find(
    ({ type, address: start, fileBytes }) =>
      type === SEGMENT.load && address >= start && address < start + fileBytes,
  );
  return segment ? segment.offset + (address - segment.address) : null;
}
