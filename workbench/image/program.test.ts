import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { makeElf } from "./elf.fixture.ts";
import { readElf } from "./elf.ts";
import { ProgramReader } from "./program.ts";

/** Feeds a file in pieces of so many bytes. */
function read(reader: ProgramReader, bytes: Uint8Array, piece: number) {
  reader.begin();
  for (let start = 0; start < bytes.length; start += piece)
    reader.write(bytes.subarray(start, start + piece));
  return reader.end();
}

const latin1 = (text: string) => Buffer.from(text, "latin1");

test.for([
  ["a script", "#!/bin/sh -e\necho", "/bin/sh -e"],
  ["a script from Windows", "#!/bin/sh\r\necho", "/bin/sh\r"],
  ["a line without an end", "#! /bin/sh", " /bin/sh"],
  ["nothing after the mark", "#!", ""],
  ["a line longer than the kernel reads", `#!/${"x".repeat(400)}`, `/${"x".repeat(254)}`],
  ["a line of no encoding", "#!/b\xe4\n", "/b\xe4"],
] as const)("%s", ([, text, line]) => {
  using reader = new ProgramReader();
  for (const piece of [1, 3, 1000])
    expect(read(reader, latin1(text), piece)).toEqual({ kind: "script", line });
});

test.for(["", "#", "text", "\x7fEL", "\x7fELF", "# !/bin/sh", "\n#!/bin/sh"])("%j is no program", (text) => {
  using reader = new ProgramReader();
  for (const piece of [1, 3, 1000]) expect(read(reader, latin1(text), piece)).toBeNull();
});

test("one file's bytes are never taken for the next one's", () => {
  using reader = new ProgramReader();
  const elf = makeElf({ bits: 64, littleEndian: true, type: 3, interpreter: "/l", needed: ["a"] });
  expect(read(reader, elf, 100)).toEqual({ kind: "elf", elf: readElf(elf) });
  expect(read(reader, latin1("text"), 100)).toBeNull();
  expect(read(reader, elf.subarray(0, 70), 100)).toMatchObject({ elf: { interpreter: null, needed: [] } });
  expect(read(reader, new Uint8Array(), 100)).toBeNull();
});

test.for([1009, 65_536, 10_000_000])(
  "a large program read in pieces of %i bytes is the same as read whole",
  async (piece) => {
    const bytes = await readFile(process.execPath);
    const elf = readElf(bytes);
    using reader = new ProgramReader();
    // Twice: what the first left in the temp file must not be seen by the second.
    for (let round = 0; round < 2; round++)
      expect(read(reader, bytes, piece)).toEqual(elf ? { kind: "elf", elf } : null);
  },
);
