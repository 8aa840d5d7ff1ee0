import { Bytes, DatabaseError } from "./bytes.ts";

const MAGIC = "SQLite format 3\0";
const WAL_MAGICS = [0x377f_0682, 0x377f_0683];
const WAL_HEADER = 32;
const FRAME_HEADER = 24;

/** A SQLite file by its pages, counted from 1 (sqlite.org, "Database File Format"). */
export interface Pages {
  /** Bytes of a page that hold data. */
  readonly usable: number;
  page(number: number): Bytes;
}

/** Opens a database and, where there is one, the write-ahead log beside it: committed pages in the log are the newer ones. */
export function openPages(all: Uint8Array, wal: Uint8Array | null): Pages {
  if (Buffer.from(all.subarray(0, 16)).toString("latin1") !== MAGIC)
    throw new DatabaseError("it is no SQLite database");
  const header = new Bytes(all, false);
  const stored = header.u16(16);
  const size = stored === 1 ? 65_536 : stored;
  if (size < 512 || (size & (size - 1)) !== 0) throw new DatabaseError(`its pages would have ${size} bytes`);
  const usable = size - header.u8(20);
  if (usable < 480) throw new DatabaseError(`its pages would have room for ${usable} bytes`);
  const logged = wal === null ? new Map<number, Uint8Array>() : loggedPages(wal, size);
  return {
    usable,
    page(number) {
      const newer = logged.get(number);
      if (number < 1) throw new DatabaseError(`it points at page ${number}`);
      return new Bytes(newer ?? header.part((number - 1) * size, size), false);
    },
  };
}

/** The last committed state of each page in a log; frames after the last commit, or of an older log, do not count. */
function loggedPages(wal: Uint8Array, pageSize: number): Map<number, Uint8Array> {
  const committed = new Map<number, Uint8Array>();
  if (wal.length < WAL_HEADER) return committed;
  const bytes = new Bytes(wal, false);
  if (!WAL_MAGICS.includes(bytes.u32(0)) || bytes.u32(8) !== pageSize) return committed;
  const open = new Map<number, Uint8Array>();
  const frame = FRAME_HEADER + pageSize;
  for (let at = WAL_HEADER; at + frame <= wal.length; at += frame) {
    if (bytes.u32(at + 8) !== bytes.u32(16) || bytes.u32(at + 12) !== bytes.u32(20)) break;
    open.set(bytes.u32(at), bytes.part(at + FRAME_HEADER, pageSize));
    if (bytes.u32(at + 4) === 0) continue;
    for (const [number, page] of open) committed.set(number, page);
    open.clear();
  }
  return committed;
}
