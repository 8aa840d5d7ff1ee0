import { isUtf8 } from "node:buffer";

const FIRST_ESCAPE = 0xdc00;

/**
 * A name of a tar as text. Names are bytes and need not be UTF-8: each byte that is none becomes a lone surrogate,
 * U+DC80 to U+DCFF, as in Python's PEP 383. So two names that differ stay two names.
 */
export function nameText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isUtf8(buffer) ? buffer.toString("utf8") : escaped(buffer);
}

function escaped(bytes: Buffer): string {
  let text = "";
  for (let start = 0; start < bytes.length;) {
    const length = sequenceAt(bytes, start);
    text +=
      length === 0
        ? String.fromCharCode(FIRST_ESCAPE + (bytes[start] ?? 0))
        : bytes.toString("utf8", start, start + length);
    start += Math.max(1, length);
  }
  return text;
}

/** Length of the UTF-8 sequence at a place; 0 where there is none. */
function sequenceAt(bytes: Buffer, start: number): number {
  const first = bytes[start] ?? 0;
  const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const part = bytes.subarray(start, start + length);
  return part.length === length && isUtf8(part) ? length : 0;
}

/** The field of a header up to its NUL. */
export function fieldText(block: Uint8Array, start: number, length: number): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return nameText(end < 0 ? field : field.subarray(0, end));
}
