import { Bytes, DatabaseError } from "./bytes.ts";

const PAGE = 4096;
const SLOT = 16;
const HEADER_MAGIC = "RpmP";
const SLOT_MAGIC = "Slot";
const BLOB_MAGIC = "BlbS";

/**
 * Header blobs of a Packages.db (RPM's ndb, SUSE's choice; rpm, lib/backend/ndb/rpmpkg.c): a header of two slots' length with
 * the number of slot pages, slots that name a package and the 16-byte block that its blob begins at, and blobs with a header
 * of their own.
 */
export function* readNdb(all: Uint8Array): Generator<Uint8Array> {
  const bytes = new Bytes(all, true);
  if (magicAt(bytes, 0) !== HEADER_MAGIC) throw new DatabaseError(`it does not begin with ${HEADER_MAGIC}`);
  const end = bytes.u32(12) * PAGE;
  if (end > all.length) throw new DatabaseError(`its ${end / PAGE} pages of slots are more than it holds`);
  for (let at = 2 * SLOT; at < end; at += SLOT) {
    if (magicAt(bytes, at) !== SLOT_MAGIC) throw new DatabaseError(`there is no slot at byte ${at}`);
    const index = bytes.u32(at + 4);
    if (index === 0) continue;
    const blob = bytes.u32(at + 8) * SLOT;
    if (magicAt(bytes, blob) !== BLOB_MAGIC || bytes.u32(blob + 4) !== index)
      throw new DatabaseError(`package ${index} is not where its slot says`);
    yield bytes.part(blob + SLOT, bytes.u32(blob + 12));
  }
}

const magicAt = (bytes: Bytes, at: number) => String.fromCharCode(...bytes.part(at, 4));
