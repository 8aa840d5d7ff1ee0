import { Bytes, DatabaseError } from "./bytes.ts";
import { openPages, type Pages } from "./sqlite-pages.ts";

const LEAF = 0x0d;
const INTERIOR = 0x05;
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Header blobs of an rpmdb.sqlite (Fedora, RHEL 9 and later): the rows of its table `Packages (hnum, blob)`. We read the few
 * kinds of pages that a table has ourselves: Node's SQLite opens files, not bytes out of a layer, and a hostile file must
 * cost no more than its own length.
 */
export function* readRpmSqlite(all: Uint8Array, wal: Uint8Array | null): Generator<Uint8Array> {
  const pages = openPages(all, wal);
  let root = 0;
  for (const row of rowsOf(pages, 1)) {
    const [type, name, , page] = columnsOf(row, 4);
    if (text(type) === "table" && text(name) === "Packages") root = number(page);
  }
  if (root === 0) throw new DatabaseError("it has no table Packages");
  for (const row of rowsOf(pages, root)) {
    const [, blob] = columnsOf(row, 2);
    if (blob) yield blob;
  }
}

/** Payloads of a table's rows, in order. Each page is visited once: a circle is damage. */
function* rowsOf(pages: Pages, root: number): Generator<Uint8Array> {
  const visited = new Set<number>();
  const open = [root];
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    if (visited.has(number)) throw new DatabaseError(`page ${number} belongs to two tables`);
    visited.add(number);
    const page = pages.page(number);
    // The first page begins with the file's own header of 100 bytes.
    const start = number === 1 ? 100 : 0;
    const type = page.u8(start);
    const cells = page.u16(start + 3);
    if (type === INTERIOR) {
      const children = Array.from({ length: cells }, (_, cell) => page.u32(page.u16(start + 12 + 2 * cell)));
      open.push(page.u32(start + 8), ...children.reverse());
    } else if (type === LEAF) {
      for (let cell = 0; cell < cells; cell++)
        yield payloadAt(pages, page, page.u16(start + 8 + 2 * cell), visited);
    } else throw new DatabaseError(`page ${number} is of type ${type}, not of a table`);
  }
}

function payloadAt(pages: Pages, page: Bytes, at: number, visited: Set<number>): Uint8Array {
  const [length, afterLength] = page.varint(at);
  const [, start] = page.varint(afterLength);
  if (length > MOST_BYTES) throw new DatabaseError(`a row would have ${length} bytes`);
  const local = localBytes(length, pages.usable);
  const parts = [page.part(start, local)];
  let left = length - local;
  let next = left > 0 ? page.u32(start + local) : 0;
  while (left > 0) {
    if (visited.has(next)) throw new DatabaseError(`page ${next} belongs to two rows`);
    visited.add(next);
    const overflow = pages.page(next);
    const part = overflow.part(4, Math.min(left, pages.usable - 4));
    parts.push(part);
    left -= part.length;
    next = overflow.u32(0);
  }
  return parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts);
}

/** How much of a row stands on the table's own page ("B-tree Pages": X, M and K are its letters too). */
function localBytes(length: number, usable: number): number {
  const most = usable - 35;
  if (length <= most) return length;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((length - least) % (usable - 4));
  return fitting <= most ? fitting : least;
}

/** The first columns of a record, as bytes; null for NULL and for numbers without bytes of their own. */
function columnsOf(record: Uint8Array, count: number): (Uint8Array | null)[] {
  const bytes = new Bytes(record, false);
  const [headerEnd, first] = bytes.varint(0);
  const columns: (Uint8Array | null)[] = [];
  let at = first;
  let data = headerEnd;
  while (at < headerEnd && columns.length < count) {
    const [serial, next] = bytes.varint(at);
    const length = lengthOf(serial);
    columns.push(length === 0 ? null : bytes.part(data, length));
    data += length;
    at = next;
  }
  return columns;
}

const NUMBER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];

const lengthOf = (serial: number) => NUMBER_BYTES[serial] ?? Math.floor((serial - 12) / 2);

const text = (column: Uint8Array | null | undefined) => (column ? Buffer.from(column).toString("utf8") : "");

const number = (column: Uint8Array | null | undefined) =>
  Array.from(column ?? []).reduce((sum, byte) => sum * 256 + byte, 0);
