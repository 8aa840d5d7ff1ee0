/** A tar is not one. The message names the place and says what was seen. */
export class TarError extends Error {
  override readonly name = "TarError";
}

/**
 * A number of a header: octal digits between blanks (POSIX ustar), or, with the top bit of the first byte set, the bytes
 * themselves, big-endian (GNU and star). Throws TarError when it is neither, negative, or beyond 2^53.
 */
export function fieldNumber(block: Uint8Array, start: number, length: number, what: string): number {
  const first = block[start] ?? 0;
  const value = (first & 0x80) !== 0 ? binary(block, start, length) : octal(block, start, length);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new TarError(`a header has no sensible ${what}`);
}

function octal(block: Uint8Array, start: number, length: number): number {
  const text = Buffer.from(block.buffer, block.byteOffset + start, length).toString("latin1");
  const digits = text.replace(/^[ \0]+|[ \0][^]*$/g, "");
  return /^[0-7]*$/.test(digits) ? Number(`0o${digits || "0"}`) : Number.NaN;
}

function binary(block: Uint8Array, start: number, length: number): number {
  // 0xff begins a negative number; of the rest, the top bit is the mark.
  if (block[start] === 0xff) return Number.NaN;
  let value = (block[start] ?? 0) & 0x7f;
  for (let index = 1; index < length; index++) value = value * 256 + (block[start + index] ?? 0);
  return value;
}
