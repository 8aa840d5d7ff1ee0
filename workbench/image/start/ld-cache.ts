/** One library as `ldconfig` listed it. */
export interface CacheEntry {
  readonly name: string;
  readonly path: string;
  /** Kind of library and of processor (glibc, sysdeps/generic/ldconfig.h): 0x303 is x86-64 with libc 6. */
  readonly flags: number;
  /** Only for processors with certain abilities. */
  readonly needsHwcap: boolean;
}

const OLD_MAGIC = "ld.so-1.7.0";
const NEW_MAGIC = "glibc-ld.so.cache1.1";
const OLD = { header: 16, entry: 12 };
const NEW = { header: 48, entry: 24 };
/** Real caches have hundreds to thousands; the cap only bounds the work that a hostile header can ask for. */
const MAX_ENTRIES = 100_000;
const MAX_PATH = 4096;
/** Byte 28 of the new header: 2 is little-endian, 3 big-endian, 0 not told (before glibc 2.33). */
const BIG_ENDIAN = 3;

/**
 * The entries of /etc/ld.so.cache in its order: the new format, the old one, or the new one behind an old one, as
 * ldconfig wrote it until glibc 2.32 (elf/cache.c, sysdeps/generic/dl-cache.h). Null when it is none of them. Never
 * throws: entries that point outside of the file are left out.
 */
export function readLdCache(bytes: Uint8Array): readonly CacheEntry[] | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isAt = (magic: string, offset: number) =>
    buffer.toString("latin1", offset, offset + magic.length) === magic;
  if (isAt(NEW_MAGIC, 0)) return newEntries(buffer, 0);
  if (!isAt(OLD_MAGIC, 0) || buffer.length < OLD.header) return null;
  const count = buffer.readUInt32LE(12);
  const end = OLD.header + count * OLD.entry;
  const behind = Math.ceil(end / 8) * 8;
  return isAt(NEW_MAGIC, behind) ? newEntries(buffer, behind) : oldEntries(buffer, count, end);
}

function newEntries(buffer: Buffer, start: number): readonly CacheEntry[] | null {
  if (buffer.length < start + NEW.header) return null;
  const big = (buffer[start + 28] ?? 0) % 4 === BIG_ENDIAN;
  const u32 = (at: number) => (big ? buffer.readUInt32BE(at) : buffer.readUInt32LE(at));
  const wanted = Math.min(u32(start + 20), MAX_ENTRIES);
  const count = Math.min(wanted, Math.floor((buffer.length - start - NEW.header) / NEW.entry));
  return Array.from({ length: count }, (_, index) => {
    const at = start + NEW.header + index * NEW.entry;
    return entryOf(
      buffer,
      start,
      u32(at),
      u32(at + 4),
      u32(at + 8),
      u32(at + 16) !== 0 || u32(at + 20) !== 0,
    );
  }).filter((entry) => entry !== null);
}

function oldEntries(buffer: Buffer, wanted: number, strings: number): readonly CacheEntry[] {
  const count = Math.min(wanted, MAX_ENTRIES, Math.floor((buffer.length - OLD.header) / OLD.entry));
  return Array.from({ length: count }, (_, index) => {
    const at = OLD.header + index * OLD.entry;
    const u32 = (offset: number) => buffer.readUInt32LE(at + offset);
    return entryOf(buffer, strings, u32(0), u32(4), u32(8), false);
  }).filter((entry) => entry !== null);
}

function entryOf(
  buffer: Buffer,
  strings: number,
  flags: number,
  name: number,
  path: number,
  needsHwcap: boolean,
): CacheEntry | null {
  const text = (at: number) => {
    const end = buffer.indexOf(0, at);
    return end < 0 || end - at > MAX_PATH ? "" : buffer.toString("utf8", at, end);
  };
  const entry = { name: text(strings + name), path: text(strings + path), flags, needsHwcap };
  return entry.name === "" || entry.path === "" ? null : entry;
}
