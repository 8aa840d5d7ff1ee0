import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import {
  configOf,
  hexOf,
  legacyEntries,
  ociEntries,
  streamOf,
  tarOf,
  type Entry,
} from "./archives.fixture.ts";
import { ImageReadError } from "./read-error.ts";
import { readImage } from "./read.ts";
import { body, END, headerBlock } from "./tar/blocks.fixture.ts";

const plain = await tarOf([{ name: "a", content: "1" }]);
const empty = new Uint8Array();
const read = async (entries: readonly Entry[]) => readImage(streamOf(await tarOf(entries), 100_000));
/** An archive of one layer made of these blocks. */
const layerOf = (...blocks: Uint8Array[]) => {
  const layer = Buffer.concat([...blocks, END]);
  return read(legacyEntries([layer], configOf([layer])));
};

test("layers plain, gzip, zstd and without a single byte, in one image", async () => {
  const layers = [plain, plain, empty, plain];
  const blobs = [plain, gzipSync(plain), empty, zstdCompressSync(plain)];
  const entries = legacyEntries(layers).map((entry, index) => ({
    ...entry,
    content: blobs[index] ?? entry.content ?? "",
  }));
  const image = await read(entries);
  expect(image.layers.map(({ digest }) => digest)).toEqual(layers.map((layer) => `sha256:${hexOf(layer)}`));
  expect(image.layers.map(({ unpackedBytes }) => unpackedBytes)).toEqual(layers.map(({ length }) => length));
  expect(image.layers[3]?.compressedBytes).toBe(blobs[3]?.length);
});

test("an archive as Windows tools make it: byte order marks, and backslashes between folders", async () => {
  const entries = legacyEntries([plain]).map(({ name, content }) => ({
    name: name.replaceAll("/", "\\"),
    content:
      name === "manifest.json"
        ? `\uFEFF${String(content).replaceAll("layer0/", "layer0\\\\")}`
        : (content ?? ""),
  }));
  expect([...(await read(entries)).files.keys()]).toEqual(["/a"]);
});

test("names that climb, are absolute, or no UTF-8 stay inside the image, and two stay two", async () => {
  const image = await layerOf(
    headerBlock({ name: "../../etc/passwd" }),
    headerBlock({ name: "/abs" }),
    headerBlock({ name: "l", flag: "2", at: { 157: "../../../../etc/shadow" } }),
    headerBlock({ name: "h", flag: "1", at: { 157: "../../etc/passwd" } }),
    headerBlock({ name: Buffer.from([0xff]) }),
    headerBlock({ name: Buffer.from([0xfe]) }),
  );
  expect([...image.files.keys()]).toEqual(["/abs", "/etc", "/etc/passwd", "/h", "/l", "/\udcfe", "/\udcff"]);
  expect(image.files.get("/h")?.linkTarget).toBe("/etc/passwd");
});

test("a hundred thousand files, and folders a thousand deep", { timeout: 60_000 }, async () => {
  const many = Array.from({ length: 100_000 }, (_, index) => headerBlock({ name: `d/${index}` }));
  const deep = Buffer.from(`${"x/".repeat(1000)}end`);
  const image = await layerOf(
    ...many,
    headerBlock({ name: "n", flag: "L", size: deep.length }),
    body(deep),
    headerBlock({ name: "n" }),
  );
  expect(image.files.size).toBe(100_001 + 1001);
  expect(image.layers[0]?.entryCount).toBe(100_001);
});

test("a sparse file has the size that a container sees, and takes no room", async () => {
  const image = await layerOf(
    headerBlock({ name: "s", flag: "S", magic: "ustar  ", size: 2, at: { 483: "77777777777" } }),
    body("ab"),
    headerBlock({ name: "b" }),
  );
  expect(image.files.get("/s")).toMatchObject({ bytes: 8_589_934_591, program: null });
  expect(image.files.has("/b")).toBe(true);
});

const bzip2 = Buffer.from("BZh91AY&SY", "latin1");
const circle: Entry[] = [
  {
    name: "index.json",
    content: JSON.stringify({ manifests: [{ digest: `sha256:${"a".repeat(64)}` }] }),
  },
  {
    name: `blobs/sha256/${"a".repeat(64)}`,
    content: JSON.stringify({ manifests: [{ digest: `sha256:${"a".repeat(64)}` }] }),
  },
];
const enormous = headerBlock({ name: "a", size: Buffer.from("77777777777") });
const oci = ociEntries([plain], "gzip", configOf([plain]));
const lastOf = (content: Uint8Array) => [...oci.slice(0, -1), { name: oci.at(-1)?.name ?? "", content }];

test.for<readonly [string, () => Promise<unknown>, RegExp]>([
  [
    "a file that says it is enormous",
    () => layerOf(enormous),
    /The layer .*a is cut off after 1024 of 8589934591 bytes/,
  ],
  [
    "a layer compressed with bzip2",
    () => read(lastOf(bzip2)),
    /it is no tar, plain or with gzip or zstd, but bzip2/,
  ],
  ["a layer that is JSON", () => read(lastOf(Buffer.from("{}"))), /does not hold it/],
  ["a zstd layer cut off", () => read(lastOf(zstdCompressSync(plain).subarray(0, 40))), /can't be read/],
  ["a gzip layer cut off", () => read(lastOf(gzipSync(plain).subarray(0, 40))), /can't be read/],
  [
    "what PowerShell's > makes",
    () => readImage(streamOf(Buffer.from("\uFEFFabc", "utf16le"))),
    /UTF-16.*docker save -o/,
  ],
  ["an image index that goes in circles", () => read(circle), /lists no image/],
  [
    "JSON that is nested too deep to be sane",
    () => read([{ name: "manifest.json", content: "[".repeat(100_000) }]),
    /manifest.json/,
  ],
])("refuses %s in plain words", async ([, make, says]) => {
  const error: unknown = await make().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ImageReadError);
  expect(String(error)).toMatch(says);
});
