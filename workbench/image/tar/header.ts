import { fieldNumber, TarError } from "./number.ts";
import { paxNumber, sparseBytes, type PaxRecords } from "./pax.ts";
import { fieldText } from "./text.ts";

export const BLOCK = 512;

export type TarType = "file" | "hardlink" | "symlink" | "device" | "directory" | "fifo";

/** One entry of a tar, all extended headers applied. Names as they stand there: nothing is resolved. */
export interface TarEntry {
  readonly name: string;
  readonly type: TarType;
  /** Of files: bytes once unpacked. */
  readonly bytes: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly linkName: string;
  /** A sparse file: what the tar holds is a map and the parts that are no holes, so its content is not told. */
  readonly sparse: boolean;
}

/** A header block: the entry, and how many bytes of the tar follow it as its body. */
export interface Header {
  readonly entry: TarEntry;
  readonly stored: number;
}

// POSIX ustar, and 7: contiguous. What else there may be is a regular file, as POSIX says of types one does not know.
const TYPES: Readonly<Record<string, TarType>> = {
  "1": "hardlink",
  "2": "symlink",
  "3": "device",
  "4": "device",
  "5": "directory",
  "6": "fifo",
};

/** The type letter of a header block. */
export const typeFlag = (block: Uint8Array) => String.fromCharCode(block[156] ?? 0);

/** Reads a header block whose checksum is right. Throws TarError where a number is none. */
export function readHeader(
  block: Uint8Array,
  records: PaxRecords,
  longName?: string,
  longLink?: string,
): Header {
  const name = records.get("GNU.sparse.name") ?? text(records, "path") ?? longName ?? ustarName(block);
  const flag = TYPES[typeFlag(block)] ?? "file";
  // Tars from before POSIX have no type for folders, only a slash.
  const type = flag === "file" && name.endsWith("/") ? "directory" : flag;
  const stored = storedBytes(block, records);
  const unpacked = sparseBytes(block, records);
  return {
    entry: {
      name,
      type,
      bytes: type === "file" ? (unpacked ?? stored) : 0,
      mode: fieldNumber(block, 100, 8, "mode") & 0o7777,
      uid: paxNumber(records, "uid") ?? fieldNumber(block, 108, 8, "owner"),
      gid: paxNumber(records, "gid") ?? fieldNumber(block, 116, 8, "group"),
      linkName: text(records, "linkpath") ?? longLink ?? fieldText(block, 157, 100),
      sparse: unpacked !== undefined,
    },
    // Of what is no file the size is only a hint (POSIX), and no bytes follow.
    stored: flag === "file" ? stored : 0,
  };
}

/** How many bytes a header says follow it. */
export function storedBytes(block: Uint8Array, records: PaxRecords): number {
  return paxNumber(records, "size") ?? fieldNumber(block, 124, 12, "size");
}

const text = (records: PaxRecords, key: string) => records.get(key) || undefined;

/** Only POSIX's magic means that there is a prefix: GNU's (`ustar` and blanks) has times in its place. */
function ustarName(block: Uint8Array): string {
  const name = fieldText(block, 0, 100);
  const isPosix = fieldText(block, 257, 6) === "ustar";
  // star keeps times at the prefix's end, and says so in the last bytes.
  const isStar = fieldText(block, 508, 4) === "tar";
  const prefix = isPosix ? fieldText(block, 345, isStar ? 131 : 155) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

/** Whether a block is a header: the sum of its bytes is in it. Some old writers summed signed bytes. */
export function hasChecksum(block: Uint8Array): boolean {
  if (block.length < BLOCK) return false;
  let unsigned = 8 * 0x20;
  let high = 0;
  for (let index = 0; index < BLOCK; index++) {
    if (index >= 148 && index < 156) continue;
    const byte = block[index] ?? 0;
    unsigned += byte;
    if (byte > 127) high += 256;
  }
  try {
    const stored = fieldNumber(block, 148, 8, "checksum");
    return stored === unsigned || stored === unsigned - high;
  } catch (error) {
    if (error instanceof TarError) return false;
    throw error;
  }
}
