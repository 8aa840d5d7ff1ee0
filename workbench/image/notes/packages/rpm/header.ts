import type { Package } from "../../schema.ts";
import { textOf } from "../../kept.ts";
import { Bytes, DatabaseError } from "./bytes.ts";

/** Tags of an RPM header (rpm, include/rpm/rpmtag.h) that make a package's name. */
const TAG = { name: 1000, version: 1001, release: 1002, epoch: 1003, arch: 1022, source: 1044 } as const;

const INT32 = 4;
const STRING = 6;
const I18N = 9;

/** Longest string that is read: a name, a version. */
const MOST_TEXT = 4096;

/**
 * The package that a header blob describes, as RPM stores it in its databases: two counts, an index of 16 bytes an entry
 * (tag, type, offset, count), then the data. Null for the public keys that RPM keeps among its packages.
 */
export function readHeader(blob: Uint8Array): Package | null {
  const bytes = new Bytes(blob, false);
  const count = bytes.u32(0);
  const data = 8 + count * 16;
  if (data + bytes.u32(4) > blob.length)
    throw new DatabaseError(`a package's header of ${blob.length} bytes is cut short`);
  const found = new Map<number, string>();
  const wanted = new Set<number>(Object.values(TAG));
  for (let entry = 0; entry < count; entry++) {
    const at = 8 + entry * 16;
    const tag = bytes.u32(at);
    if (!wanted.has(tag)) continue;
    const type = bytes.u32(at + 4);
    const offset = data + bytes.u32(at + 8);
    if (type === INT32) found.set(tag, String(bytes.u32(offset)));
    else if (type === STRING || type === I18N) found.set(tag, stringAt(blob, offset));
  }
  const name = found.get(TAG.name);
  const version = found.get(TAG.version);
  const release = found.get(TAG.release);
  if (!name || !version || release === undefined)
    throw new DatabaseError("a package's header lacks name, version or release");
  if (name === "gpg-pubkey") return null;
  const epoch = found.get(TAG.epoch) ?? "0";
  return {
    name,
    version: `${epoch === "0" ? "" : `${epoch}:`}${version}-${release}`,
    architecture: found.get(TAG.arch) ?? null,
    source: sourceName(found.get(TAG.source) ?? "") ?? name,
  };
}

function stringAt(blob: Uint8Array, start: number): string {
  const end = blob.indexOf(0, start);
  if (end < 0 || end - start > MOST_TEXT) throw new DatabaseError("a text in a package's header has no end");
  return textOf(blob.subarray(start, end));
}

/** `glibc` of `glibc-2.41-1.fc43.src.rpm`; null where that is no source package's file name. */
export function sourceName(file: string): string | null {
  return /^(.+)-[^-]+-[^-]+\.(?:no)?src\.rpm$/.exec(file)?.[1] ?? null;
}
