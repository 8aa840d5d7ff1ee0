import { buffer } from "node:stream/consumers";
import tar, { type Header } from "tar-stream";
import { expect, test } from "vitest";
import { fuzzFactor, random } from "../seeded.fixture.ts";
import { body, END, headerBlock, record } from "./blocks.fixture.ts";
import type { TarEntry } from "./header.ts";
import { TarError } from "./number.ts";
import { TarReader } from "./reader.ts";

/** All entries with their bodies as text, fed in pieces of so many bytes. */
function read(bytes: Uint8Array, piece = 700) {
  const seen: (TarEntry & { content: string })[] = [];
  const reader = new TarReader((entry) => {
    const parts: Uint8Array[] = [];
    return {
      write: (chunk) => parts.push(Buffer.from(chunk)),
      end: () => seen.push({ ...entry, content: Buffer.concat(parts).toString("latin1") }),
    };
  });
  for (let start = 0; start < bytes.length; start += piece)
    reader.write(bytes.subarray(start, start + piece));
  reader.end();
  return seen;
}

const LONG = `${"d/".repeat(90)}name`;
const big = (value: bigint) => {
  const field = Buffer.alloc(12);
  field.writeBigUInt64BE(value, 4);
  field[0] = 0x80;
  return field;
};

test.for([
  [
    "V7, which knows no magic",
    [headerBlock({ name: "a", magic: "", flag: "\0", size: 1 }), body("x")],
    { name: "a", content: "x" },
  ],
  [
    "a folder of V7: a slash at its end",
    [headerBlock({ name: "d/", magic: "", flag: "\0" })],
    { type: "directory" },
  ],
  ["a prefix of POSIX", [headerBlock({ name: "a", at: { 345: "long/path" } })], { name: "long/path/a" }],
  [
    "GNU's times are no prefix",
    [headerBlock({ name: "a", magic: "ustar  ", at: { 345: "00000000000" } })],
    { name: "a" },
  ],
  [
    "a long name of GNU",
    [
      headerBlock({ name: "x", flag: "L", size: LONG.length + 1 }),
      body(`${LONG}\0`),
      headerBlock({ name: "d" }),
    ],
    { name: LONG },
  ],
  [
    "a long link of GNU",
    [
      headerBlock({ name: "x", flag: "K", size: LONG.length }),
      body(LONG),
      headerBlock({ name: "l", flag: "2" }),
    ],
    { type: "symlink", linkName: LONG },
  ],
  [
    "a pax header before a GNU one",
    [
      headerBlock({ name: "x", flag: "x", size: record("path", "é").length + 1 }),
      body(record("path", "é")),
      headerBlock({ name: "e" }),
    ],
    { name: "é" },
  ],
  [
    "a size that only pax tells",
    [
      headerBlock({ name: "x", flag: "x", size: record("size", "3").length }),
      body(record("size", "3")),
      headerBlock({ name: "a" }),
      body("abc"),
    ],
    { bytes: 3, content: "abc" },
  ],
  [
    "what is said for all holds until it is said otherwise",
    [
      headerBlock({ name: "g", flag: "g", size: record("uid", "7").length }),
      body(record("uid", "7")),
      headerBlock({ name: "a" }),
    ],
    { uid: 7 },
  ],
  ["a size in binary", [headerBlock({ name: "a", size: big(2n) }), body("ab")], { bytes: 2, content: "ab" }],
  [
    "a link with a size has no body",
    [headerBlock({ name: "a", flag: "1", size: 600, at: { 157: "b" } })],
    { type: "hardlink", bytes: 0 },
  ],
  [
    "a type that nobody knows is a file",
    [headerBlock({ name: "a", flag: "Z", size: 1 }), body("x")],
    { type: "file", content: "x" },
  ],
  [
    "a sparse file of GNU, its map in a second block",
    [
      headerBlock({
        name: "s",
        flag: "S",
        magic: "ustar  ",
        size: 2,
        at: { 482: "\x01", 483: "00000010000" },
      }),
      Buffer.alloc(512),
      body("ab"),
    ],
    { bytes: 4096, sparse: true },
  ],
  [
    "an absolute name, and one that climbs, as they stand",
    [headerBlock({ name: "/../../etc/x" })],
    { name: "/../../etc/x" },
  ],
  [
    "a name that is no UTF-8",
    [headerBlock({ name: Buffer.from([0x61, 0xff, 0xc3, 0xa9]) })],
    { name: "a\udcffé" },
  ],
  [
    "a lone byte of a longer sequence",
    [headerBlock({ name: Buffer.from([0xe2, 0x82]) })],
    { name: "\udce2\udc82" },
  ],
] as const)("%s", ([, blocks, expected]) => {
  const bytes = Buffer.concat([...blocks, headerBlock({ name: "last" }), END]);
  for (const piece of [1, 511, 512, 100_000]) {
    const seen = read(bytes, piece);
    expect(seen).toHaveLength(2);
    expect(seen[0]).toMatchObject(expected);
    expect(seen[1]).toMatchObject({ name: "last" });
  }
});

test.for([
  ["text", Buffer.from("hello\n".repeat(200)), /does not begin with a tar header/],
  ["a header cut off", headerBlock({ name: "a" }).subarray(0, 300), /cut off inside a header/],
  [
    "an enormous size",
    headerBlock({ name: "a", size: big(1n << 50n) }),
    /a is cut off after 0 of 1125899906842624 bytes/,
  ],
  ["a size beyond all numbers", headerBlock({ name: "a", size: big(1n << 60n) }), /no sensible size/],
  ["a negative size", headerBlock({ name: "a", size: Buffer.alloc(12, 0xff) }), /no sensible size/],
  ["a size that is no number", headerBlock({ name: "a", size: Buffer.from("12x4") }), /no sensible size/],
  [
    "a body cut off",
    Buffer.concat([headerBlock({ name: "a", size: 600 }), body("x")]),
    /a is cut off after 512 of 600/,
  ],
  [
    "a pax header without an end",
    Buffer.concat([headerBlock({ name: "x", flag: "x", size: 9 }), body("99 path=a")]),
    /malformed/,
  ],
  ["a pax header of a gigabyte", headerBlock({ name: "x", flag: "x", size: 1 << 30 }), /longer than 1 MiB/],
  ["zeros between entries", Buffer.concat([Buffer.alloc(512), headerBlock({ name: "a" })]), /stands alone/],
  [
    "no header where one must be",
    Buffer.concat([headerBlock({ name: "a" }), Buffer.alloc(512, 1)]),
    /no tar header stands where one must, after a/,
  ],
] as const)("refuses %s", ([, bytes, says]) => {
  expect(() => read(bytes)).toThrow(says);
  expect(() => read(bytes)).toThrow(TarError);
});

test("what follows the end is nothing, and an end without zeros is one", () => {
  const entry = headerBlock({ name: "a" });
  expect(read(Buffer.concat([entry, END, Buffer.from("anything")]))).toHaveLength(1);
  expect(read(entry)).toHaveLength(1);
  expect(read(END)).toHaveLength(0);
  expect(read(new Uint8Array())).toHaveLength(0);
});

const TYPES = ["file", "file", "file", "directory", "symlink", "link", "fifo", "character-device"] as const;
const NAMES = [
  "a",
  "dir/b",
  "ümlaut/é",
  "x".repeat(99),
  "y".repeat(100),
  "z".repeat(101),
  LONG,
  `${"w".repeat(300)}/e`,
];

/** A made-up archive, by another's writer. */
async function madeUp(seed: number): Promise<Buffer> {
  const pick = random(seed);
  const pack = tar.pack();
  for (let count = pick(8); count > 0; count--) {
    const type = TYPES[pick(TYPES.length)] ?? "file";
    const name = NAMES[pick(NAMES.length)] ?? "a";
    const header: Partial<Header> & { name: string } = {
      name,
      type,
      mode: pick(0o10000),
      uid: pick(1 << 22),
      gid: pick(100),
      mtime: new Date(0),
    };
    if (type === "file")
      pack.entry(header, Buffer.alloc(pick(3) === 0 ? pick(3000) : pick(4) * 512, 65 + pick(26)));
    else
      pack.entry(
        type === "symlink" || type === "link"
          ? { ...header, linkname: NAMES[pick(NAMES.length)] ?? "a" }
          : header,
      );
  }
  pack.finalize();
  return buffer(pack);
}

/** The same archive, as another reader has it. */
async function theirs(bytes: Buffer) {
  const seen: object[] = [];
  const extract = tar.extract();
  extract.end(bytes);
  for await (const entry of extract) {
    const { name, type, mode, uid, gid, size, linkname } = entry.header;
    const content = (await buffer(entry)).toString("latin1");
    const known = { link: "hardlink", "character-device": "device" }[type as string] ?? type;
    seen.push({ name, type: known, mode, uid, gid, bytes: size, linkName: linkname ?? "", content });
  }
  return seen;
}

test(
  "made-up archives read the same as by tar-stream, in pieces of any size",
  async () => {
    for (let seed = 0; seed < 300 * fuzzFactor(); seed++) {
      const bytes = await madeUp(seed);
      const ours = read(bytes, 1 + random(seed)(1500)).map(({ sparse, ...entry }) => ({
        ...entry,
        ...(sparse ? { sparse } : {}),
      }));
      expect(ours, `seed ${seed}`).toEqual(await theirs(bytes));
    }
  },
  20_000 * fuzzFactor(),
);

test(
  "damaged archives bring nothing but a TarError",
  async () => {
    const seeds = await Promise.all([1, 2, 3, 5, 8, 13].map(madeUp));
    const sparse = headerBlock({ name: "s", flag: "S", size: 2, at: { 482: "\x01", 483: "00000010000" } });
    seeds.push(Buffer.concat([sparse, Buffer.alloc(512), body("ab"), END]));
    let refused = 0;
    const cases = 5000 * fuzzFactor();
    for (let index = 0; index < cases; index++) {
      const pick = random(index);
      const bytes = Buffer.from(seeds[index % seeds.length] ?? END);
      for (let count = 1 + pick(6); count > 0 && bytes.length > 0; count--) {
        const at = pick(bytes.length);
        bytes[at] = pick(2) === 0 ? pick(256) : ([0, 1, 0x7f, 0x80, 0xff][pick(5)] ?? 0);
        // Half of the damaged headers get their checksum mended: else nearly all would end there.
        const start = at - (at % 512);
        if (pick(2) === 0 && bytes.length >= start + 512) mendChecksum(bytes.subarray(start, start + 512));
      }
      const cut = pick(4) === 0 ? bytes.subarray(0, pick(bytes.length + 1)) : bytes;
      try {
        read(cut, 1 + pick(2000));
      } catch (error) {
        if (!(error instanceof TarError)) throw new Error(`case ${index}`, { cause: error });
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(cases / 10);
    expect(refused).toBeLessThan(cases);
  },
  30_000 * fuzzFactor(),
);

function mendChecksum(block: Buffer): void {
  block.fill(" ", 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
}
