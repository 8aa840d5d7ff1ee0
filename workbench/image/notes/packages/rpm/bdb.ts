import { Bytes, DatabaseError } from "./bytes.ts";

// Berkeley DB, src/dbinc/db_page.h.
const HASH_MAGIC = 0x0006_1561;
const PAGE_HEADER = 26;
const HASH_PAGES = [2, 13];
const OVERFLOW_PAGE = 7;
const ITEM_INLINE = 1;
const ITEM_ELSEWHERE = 3;

/** Most that one record may have: a header with 100,000 files is well below. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Header blobs of a `Packages` file: a Berkeley DB hash, as RPM wrote it until 4.16 (RHEL 8, Amazon Linux 2), in either order
 * of bytes. Values are read in the order of pages, whatever their keys; the record that holds RPM's counter is passed over.
 */
export function* readBdb(all: Uint8Array): Generator<Uint8Array> {
  const bytes = new Bytes(all, orderOf(all));
  const pageSize = bytes.u32(20);
  if (pageSize < 512 || pageSize > 65_536) throw new DatabaseError(`its pages would have ${pageSize} bytes`);
  if (bytes.u8(24) !== 0) throw new DatabaseError("it is encrypted");
  const visited = new Set<number>();
  for (let page = pageSize; page + pageSize <= all.length; page += pageSize) {
    if (!HASH_PAGES.includes(bytes.u8(page + 25))) continue;
    const items = bytes.u16(page + 20);
    // Keys and values take turns; 4 bytes are RPM's counter, no header is that short.
    for (let item = 1; item < items; item += 2) {
      const blob = valueAt(bytes, page, pageSize, item, visited);
      if (blob.length > 16) yield blob;
    }
  }
  const pages = bytes.u32(32) + 1;
  if (pages * pageSize > all.length)
    throw new DatabaseError(`it ends after ${Math.floor(all.length / pageSize)} of ${pages} pages`);
}

function orderOf(all: Uint8Array): boolean {
  if (all.length >= 512) {
    for (const littleEndian of [true, false])
      if (new Bytes(all, littleEndian).u32(12) === HASH_MAGIC) return littleEndian;
  }
  throw new DatabaseError("it is no Berkeley DB hash");
}

function valueAt(
  bytes: Bytes,
  page: number,
  pageSize: number,
  item: number,
  visited: Set<number>,
): Uint8Array {
  const offsetOf = (index: number) => bytes.u16(page + PAGE_HEADER + 2 * index);
  const start = offsetOf(item);
  const type = bytes.u8(page + start);
  // Items grow from the page's end downwards, so one ends where that before it begins.
  if (type === ITEM_INLINE) return bytes.part(page + start + 1, offsetOf(item - 1) - start - 1);
  if (type !== ITEM_ELSEWHERE) throw new DatabaseError(`an item of type ${type} holds no package`);
  return overflow(bytes, bytes.u32(page + start + 4), bytes.u32(page + start + 8), pageSize, visited);
}

function overflow(
  bytes: Bytes,
  first: number,
  length: number,
  pageSize: number,
  visited: Set<number>,
): Uint8Array {
  if (length > MOST_BYTES) throw new DatabaseError(`a record would have ${length} bytes`);
  const parts: Uint8Array[] = [];
  for (let page = first; page !== 0; page = bytes.u32(page * pageSize + 16)) {
    // Each page belongs to one record: a circle, or a second owner, is damage.
    if (visited.has(page)) throw new DatabaseError(`page ${page} belongs to two records`);
    visited.add(page);
    const at = page * pageSize;
    if (bytes.u8(at + 25) !== OVERFLOW_PAGE)
      throw new DatabaseError(`page ${page} does not continue a record`);
    parts.push(bytes.part(at + PAGE_HEADER, Math.min(bytes.u16(at + 22), pageSize - PAGE_HEADER)));
  }
  const blob = Buffer.concat(parts);
  if (blob.length < length) throw new DatabaseError(`a record ends after ${blob.length} of ${length} bytes`);
  return blob.subarray(0, length);
}
