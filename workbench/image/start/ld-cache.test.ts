import { expect, test } from "vitest";
import { readLdCache } from "./ld-cache.ts";
import { madeCache } from "./start.fixture.ts";

const ENTRIES = [
  ["libz.so.1", "/usr/lib/libz.so.1"],
  ["libc.so.6", "/lib32/libc.so.6", 0x3],
  ["libm.so.6", "/usr/lib/glibc-hwcaps/x86-64-v3/libm.so.6", 0x303, 1n << 62n],
] as const;
const READ = [
  { name: "libz.so.1", path: "/usr/lib/libz.so.1", flags: 0x303, needsHwcap: false },
  { name: "libc.so.6", path: "/lib32/libc.so.6", flags: 0x3, needsHwcap: false },
  { name: "libm.so.6", path: "/usr/lib/glibc-hwcaps/x86-64-v3/libm.so.6", flags: 0x303, needsHwcap: true },
];

/** An old cache of one library, with or without room to align what follows. */
function oldCache(count = 1): Buffer {
  const bytes = Buffer.alloc(16 + 12);
  bytes.write("ld.so-1.7.0", "latin1");
  bytes.writeUInt32LE(count, 12);
  bytes.writeInt32LE(3, 16);
  bytes.writeUInt32LE(0, 20);
  bytes.writeUInt32LE(5, 24);
  return Buffer.concat([bytes, Buffer.from("a.so\0/a.so\0")]);
}

test("the new format, as written since glibc 2.32", () => {
  expect(readLdCache(madeCache(ENTRIES))).toEqual(READ);
});

test("the old format, and the new one behind it", () => {
  expect(readLdCache(oldCache())).toEqual([{ name: "a.so", path: "/a.so", flags: 3, needsHwcap: false }]);
  const both = Buffer.concat([oldCache(0).subarray(0, 16), madeCache(ENTRIES)]);
  expect(readLdCache(both)).toEqual(READ);
});

test.for([
  ["nothing", Buffer.alloc(0)],
  ["text", Buffer.from("libz.so.1 => /usr/lib/libz.so.1\n")],
  ["the old magic alone", Buffer.from("ld.so-1.7.0")],
  ["the new magic alone", Buffer.from("glibc-ld.so.cache1.1")],
  ["a later version", Buffer.from("glibc-ld.so.cache2.0".padEnd(64, "\0"))],
] as const)("%s is no cache", ([, bytes]) => {
  expect(readLdCache(bytes)).toBeNull();
});

test("a count beyond the file's end, and names outside of it, cost nothing", () => {
  const cut = madeCache(ENTRIES).subarray(0, 48 + 24);
  expect(readLdCache(cut)).toEqual([]);
  const promised = madeCache(ENTRIES);
  promised.writeUInt32LE(0xffffffff, 20);
  expect(readLdCache(promised)?.slice(0, 3)).toEqual(READ);
});
