import { buffer } from "node:stream/consumers";
import { Readable } from "node:stream";
import { extract, pack } from "tar-stream";
import { expect, test } from "vitest";
import { body, END, headerBlock } from "./blocks.fixture.ts";
import { filterTar } from "./filter.ts";

const LONG = `${"folder/".repeat(30)}end`;
/** A capability set as the kernel keeps it: bytes that are no text. */
const CAPABILITY = Buffer.from([1, 0, 0, 2, 0x80, 0x20, 0, 0, 0, 0, 0, 0, 0xff, 0xfe, 0, 0]);

async function madeTar(): Promise<Buffer> {
  const tar = pack();
  tar.entry({ name: "bin/", type: "directory", mode: 0o755 });
  tar.entry({ name: "bin/kept", mode: 0o4755, uid: 1000, gid: 5, mtime: new Date(1000) }, "x".repeat(1500));
  tar.entry({ name: "bin/left", pax: { comment: "left too" } }, "y".repeat(700));
  tar.entry({ name: LONG }, "long");
  tar.entry({ name: "link", type: "symlink", linkname: LONG });
  tar.finalize();
  return buffer(tar);
}

/** In pieces that end in the middle of headers. */
const inPieces = (bytes: Buffer, size: number) =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    ),
  );

async function listed(tar: AsyncIterable<Uint8Array>) {
  const found: Record<string, unknown> = {};
  const reading = Readable.from(tar).pipe(extract());
  for await (const entry of reading) {
    const { name, type, mode, uid, gid, linkname } = entry.header;
    found[name] = { type, mode, uid, gid, linkname, bytes: (await buffer(entry)).length };
  }
  return found;
}

test.each([1, 511, 512, 5000, 1_000_000])(
  "entries are kept or left out whole, in pieces of %d bytes",
  async (size) => {
    const wanted = ["bin/kept", LONG, "link"];
    const seen = await listed(
      filterTar(inPieces(await madeTar(), size), ({ name }) => wanted.includes(name)),
    );
    expect(Object.keys(seen)).toEqual(wanted);
    expect(seen["bin/kept"]).toMatchObject({ mode: 0o4755, uid: 1000, gid: 5, bytes: 1500 });
    expect(seen[LONG]).toMatchObject({ bytes: 4 });
    expect(seen["link"]).toMatchObject({ type: "symlink", linkname: LONG });
  },
);

test("extended attributes pass byte for byte, although they are no text", async () => {
  const said = Buffer.concat([
    Buffer.from(" SCHILY.xattr.security.capability="),
    CAPABILITY,
    Buffer.from("\n"),
  ]);
  const pax = Buffer.concat([Buffer.from(String(said.length + 2)), said]);
  const header = headerBlock({ name: "PaxHeader", flag: "x", size: pax.length });
  const tar = Buffer.concat([header, body(pax), headerBlock({ name: "ping" }), END]);
  const kept = await Array.fromAsync(filterTar(inPieces(tar, 100), () => true));
  expect(Buffer.concat(kept)).toEqual(tar);
  const none = await Array.fromAsync(filterTar(inPieces(tar, 100), () => false));
  expect(Buffer.concat(none)).toEqual(END);
});

test("what is no tar, or ends in its middle, is refused", async () => {
  const all = (bytes: Buffer) => Array.fromAsync(filterTar(inPieces(bytes, 512), () => true));
  await expect(all(Buffer.alloc(2048, "x"))).rejects.toThrow("no tar header");
  await expect(all((await madeTar()).subarray(0, 1300))).rejects.toThrow("cut off");
});
