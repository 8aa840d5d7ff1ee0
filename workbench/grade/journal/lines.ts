import type { FileHandle } from "node:fs/promises";

const CHUNK = 1 << 20;
const NEWLINE = 0x0a;

/** A line of a file, without its newline. */
export interface Line {
  /** Byte at which it begins. */
  readonly at: number;
  readonly text: string;
  /** False: the file ends in it. */
  readonly whole: boolean;
}

/** The lines of a file from some byte on; one chunk and one line are in memory at a time. */
export async function* linesFrom(file: FileHandle, from: number): AsyncGenerator<Line> {
  let at = from;
  let rest = Buffer.alloc(0);
  for (let position = from; ;) {
    const chunk = Buffer.alloc(CHUNK);
    const { bytesRead } = await file.read(chunk, 0, CHUNK, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    rest = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      yield { at, text: rest.toString("utf8", 0, end), whole: true };
      at += end + 1;
      rest = rest.subarray(end + 1);
    }
  }
  if (rest.length > 0) yield { at, text: rest.toString("utf8"), whole: false };
}

/** Some bytes of a file as text. */
export async function textAt(file: FileHandle, at: number, bytes: number): Promise<string> {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(buffer, 0, bytes, at);
  return buffer.toString("utf8", 0, bytesRead);
}
