/** Reads up to `length` bytes at `offset`; fewer, or none, where the file ends. Never throws. */
export type ReadAt = (offset: number, length: number) => Uint8Array;

/** Numbers of one block of an ELF file, in its byte order. A field outside the block reads as 0. */
export interface Fields {
  readonly length: number;
  u16(offset: number): number;
  u32(offset: number): number;
  /** An address, offset or size: 4 bytes in 32-bit files, 8 in 64-bit ones. */
  word(offset: number): number;
}

/** Views a block. 64-bit values above 2^53 lose precision, which only ever makes an offset miss the file. */
export function fields(block: Uint8Array, bits: 32 | 64, littleEndian: boolean): Fields {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const inside = (offset: number, size: number) => offset >= 0 && offset + size <= block.byteLength;
  const u32 = (offset: number) => (inside(offset, 4) ? view.getUint32(offset, littleEndian) : 0);
  const u64 = (offset: number) => (inside(offset, 8) ? Number(view.getBigUint64(offset, littleEndian)) : 0);
  return {
    length: block.byteLength,
    u16: (offset) => (inside(offset, 2) ? view.getUint16(offset, littleEndian) : 0),
    u32,
    word: bits === 64 ? u64 : u32,
  };
}

/** `ReadAt` over bytes that are all in memory. */
export function readAtBytes(bytes: Uint8Array): ReadAt {
  return (offset, length) =>
    offset >= 0 && offset < bytes.length ? bytes.subarray(offset, offset + length) : new Uint8Array();
}

const MAX_STRING = 4096;
const decoder = new TextDecoder();

/** Text up to its NUL; null where there is none within 4096 bytes (PATH_MAX: no path or name is longer). */
export function cString(at: ReadAt, offset: number, maxLength = MAX_STRING): string | null {
  const block = at(offset, Math.min(maxLength, MAX_STRING));
  const end = block.indexOf(0);
  return end < 0 ? null : decoder.decode(block.subarray(0, end));
}
