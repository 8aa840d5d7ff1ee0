import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const unpacked = (name: string) => gunzipSync(readFileSync(new URL(`fixtures/${name}.gz`, import.meta.url)));

/** Written by rpm 4.18 with three packages (of 1, 2 and 120 files), the log beside it empty. */
export const sqliteFile = (): Buffer => unpacked("rpmdb.sqlite");

/** The same headers in a hash that Berkeley DB 5.3's own db_load wrote. */
export const bdbFile = (): Buffer => unpacked("Packages");

/** A Packages.db as rpm/lib/backend/ndb/rpmpkg.c lays it out: one page of slots, then the blobs. No rpm at hand writes one. */
export function ndbFile(blobs: readonly Uint8Array[]): Buffer {
  const slots = Buffer.alloc(4096);
  slots.write("RpmP", 0, "latin1");
  slots.writeUInt32LE(1, 12);
  slots.writeUInt32LE(blobs.length + 1, 16);
  for (let at = 32; at < slots.length; at += 16) slots.write("Slot", at, "latin1");
  const parts: Buffer[] = [slots];
  let block = slots.length / 16;
  for (const [index, blob] of blobs.entries()) {
    const blocks = Math.ceil((16 + blob.length + 12) / 16);
    const part = Buffer.alloc(blocks * 16);
    part.write("BlbS", 0, "latin1");
    part.writeUInt32LE(index + 1, 4);
    part.writeUInt32LE(blob.length, 12);
    part.set(blob, 16);
    // The first two slots are the header; a removed package leaves an empty slot behind.
    const at = 16 * (2 + 2 * index);
    for (const [field, value] of [index + 1, block, blocks].entries())
      slots.writeUInt32LE(value, at + 4 + 4 * field);
    parts.push(part);
    block += blocks;
  }
  return Buffer.concat(parts);
}
