import { fieldNumber, TarError } from "./number.ts";
import { nameText } from "./text.ts";

/** What extended headers say of the entry after them. An empty text takes back what a global header said. */
export type PaxRecords = ReadonlyMap<string, string>;

/** Records of a pax extended header, `LENGTH KEY=VALUE\n` each (POSIX pax, "pax Extended Header"). Throws TarError. */
export function paxRecords(bytes: Uint8Array): PaxRecords {
  const records = new Map<string, string>();
  for (let start = 0; start < bytes.length;) {
    const space = bytes.indexOf(0x20, start);
    const digits = space < 0 ? "" : Buffer.from(bytes.subarray(start, space)).toString("latin1");
    const end = start + Number(digits);
    if (!/^\d{1,10}$/.test(digits) || end <= space || end > bytes.length || bytes[end - 1] !== 0x0a)
      throw new TarError("an extended header is malformed");
    const equals = bytes.indexOf(0x3d, space);
    if (equals < 0 || equals >= end) throw new TarError("an extended header has a record without a value");
    records.set(nameText(bytes.subarray(space + 1, equals)), nameText(bytes.subarray(equals + 1, end - 1)));
    start = end;
  }
  return records;
}

/** A number of an extended header, in decimal; undefined where it has none. Throws TarError for anything else. */
export function paxNumber(records: PaxRecords, key: string): number | undefined {
  const text = records.get(key);
  if (text === undefined || text === "") return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new TarError(`an extended header has no sensible ${key}`);
}

/** How many bytes a sparse file has once it is unpacked, where an entry is one; undefined for any other. */
export function sparseBytes(block: Uint8Array, records: PaxRecords): number | undefined {
  if (block[156] === 0x53) return fieldNumber(block, 483, 12, "size of a sparse file");
  return paxNumber(records, "GNU.sparse.realsize") ?? paxNumber(records, "GNU.sparse.size");
}
