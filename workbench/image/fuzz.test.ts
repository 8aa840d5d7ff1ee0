import { expect, test } from "vitest";
import { configOf, legacyEntries, ociEntries, streamOf, tarOf } from "./archives.fixture.ts";
import { makeElf } from "./elf.fixture.ts";
import { readElf } from "./elf.ts";
import { ImageReadError } from "./read-error.ts";
import { readImage } from "./read.ts";
import { fuzzFactor, mutate } from "./seeded.fixture.ts";

const ELF_CASES = 6000 * fuzzFactor();
const ARCHIVE_CASES = 1500 * fuzzFactor();

/** Makes the checksum of each tar header right again: else nearly every mutation would end at it. */
function withChecksums(tar: Uint8Array): Uint8Array {
  const bytes = Buffer.from(tar);
  for (let start = 0; start + 512 <= bytes.length; start += 512) {
    if (bytes.toString("latin1", start + 257, start + 262) !== "ustar") continue;
    bytes.fill(" ", start + 148, start + 156);
    const sum = bytes.subarray(start, start + 512).reduce((total, byte) => total + byte, 0);
    bytes.write(`${sum.toString(8).padStart(6, "0")}\0 `, start + 148, "latin1");
  }
  return bytes;
}

test("no damaged ELF file makes the reader throw or hang", () => {
  const seeds = [64, 32].map((bits) =>
    makeElf({
      bits: bits === 64 ? 64 : 32,
      littleEndian: bits === 64,
      type: 3,
      interpreter: "/lib64/ld.so",
      needed: ["a", "b"],
      versions: ["a", ["V_1", "V_2"]],
    }),
  );
  let read = 0;
  for (let index = 0; index < ELF_CASES; index++) {
    const facts = readElf(mutate(seeds[index % 2] ?? new Uint8Array(), index));
    if (facts) read += 1;
  }
  // Most mutations leave the magic alone; were none read, this would test nothing.
  expect(read).toBeGreaterThan(ELF_CASES / 2);
});

test(
  "no damaged archive brings anything but an image or an ImageReadError",
  { timeout: 60_000 * fuzzFactor() },
  async () => {
    const layer = await tarOf([
      { name: "bin/", type: "directory" },
      { name: "bin/sh", content: "x".repeat(600), mode: 0o755 },
      { name: "bin/ash", type: "symlink", linkname: "sh" },
      { name: "etc/.wh.x", content: "" },
      { name: `${"long/".repeat(40)}name`, content: "y" },
    ]);
    const config = configOf([layer], { config: { Env: ["PATH=/bin"] } });
    const build = (bytes: Uint8Array) => tarOf(legacyEntries([bytes], configOf([bytes])));
    const archives = await Promise.all(
      [
        legacyEntries([layer], config),
        ociEntries([layer], "gzip", config),
        ociEntries([layer], "zstd", config),
      ].map(tarOf),
    );
    let read = 0;
    let refused = 0;
    for (let index = 0; index < ARCHIVE_CASES; index++) {
      const outer = archives[index % archives.length] ?? new Uint8Array();
      const damages = [
        () => mutate(outer, index),
        () => withChecksums(mutate(outer, index)),
        () => build(withChecksums(mutate(layer, index))),
      ];
      const bytes = (await damages[Math.floor(index / 3) % damages.length]?.()) ?? outer;
      try {
        await readImage(streamOf(bytes), { wantFiles: () => true });
        read += 1;
      } catch (error) {
        if (!(error instanceof ImageReadError)) throw new Error(`case ${index}`, { cause: error });
        refused += 1;
      }
    }
    expect(read).toBeGreaterThan(ARCHIVE_CASES / 20);
    expect(refused).toBeGreaterThan(ARCHIVE_CASES / 20);
  },
);
