import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { configOf, hexOf, legacyEntries, ociEntries, streamOf, tarOf } from "../archives.fixture.ts";
import { makeElf } from "../elf.fixture.ts";
import { knownImage, readImage, type ReadImageOptions } from "../read.ts";
import { folderParts } from "../sources/folder.ts";
import { LayerCache } from "./cache.ts";

const root = await mkdtemp(join(tmpdir(), "groundwork-cache-"));
afterAll(() => rm(root, { recursive: true, force: true }));
const folder = join(root, "layers");
beforeEach(() => rm(folder, { recursive: true, force: true }));

const elf = makeElf({
  bits: 64,
  littleEndian: true,
  type: 3,
  interpreter: "/l",
  versions: ["libc.so.6", ["V_1"]],
});
const base = await tarOf([
  { name: "app", mode: 0o755, content: elf },
  { name: "etc/passwd", content: "root" },
  { name: "\xff", content: "" },
]);
const top = await tarOf([{ name: "etc/.wh.passwd", content: "" }]);
const config = configOf([base, top]);
const id = `sha256:${hexOf(config)}`;
const archive = await tarOf(legacyEntries([base, top], config));

const read = (options: ReadImageOptions = {}) =>
  readImage(streamOf(archive), { cache: new LayerCache(folder), ...options });
const known = (options: ReadImageOptions = {}) =>
  knownImage(id, { cache: new LayerCache(folder), ...options });

test("what was read before is the same image, without a stream", async () => {
  expect(known()).toBeNull();
  expect(known()).toBeNull();
  const image = await read({ wantFiles: new Set(["/app"]) });
  const again = known({ wantFiles: new Set(["/app"]) });
  expect(again).toEqual({ ...image, contents: again?.contents });
  expect(Buffer.from(again?.contents.get("/app")?.bytes ?? [])).toEqual(Buffer.from(elf));
});

test("what was not kept, or not measured, has to be read again, and is then kept beside the rest", async () => {
  await read({ measureCompressed: false, wantFiles: new Set(["/app"]) });
  expect(known()).toBeNull();
  expect(known({ measureCompressed: false, wantFiles: () => true })).toBeNull();
  expect(known({ measureCompressed: false, wantFiles: new Set(["/etc/passwd"]) })).toBeNull();
  await read({ wantFiles: new Set(["/etc/passwd"]) });
  const both = known({ wantFiles: ({ path }) => path === "/etc/passwd" || path === "/app" });
  expect([...(both?.contents.keys() ?? [])]).toEqual(["/app"]);
});

test("limits hold for what is remembered as for what is read", async () => {
  await read({ wantFiles: () => true });
  const cut = known({ wantFiles: new Set(["/app"]), maxFileBytes: 4 });
  expect(cut?.contents.get("/app")).toMatchObject({ whole: false });
  expect(cut?.contents.get("/app")?.bytes).toHaveLength(4);
});

test("files that are damaged, cut off or of another shape are as good as none", async () => {
  const image = await read();
  for (const name of await readdir(folder)) await truncate(join(folder, name), 20);
  expect(known()).toBeNull();
  expect(await read()).toEqual(image);
  for (const name of await readdir(folder)) await writeFile(join(folder, name), "{}");
  expect(known()).toBeNull();
});

test("a folder that can't be made costs nothing but time", async () => {
  await writeFile(join(root, "file"), "");
  const cache = new LayerCache(join(root, "file", "layers"));
  expect((await readImage(streamOf(archive), { cache })).id).toBe(id);
  expect(knownImage(id, { cache })).toBeNull();
});

/** A layer's bytes of the same length, and no tar: whoever reads them fails. */
const unreadable = (bytes: Uint8Array) => Buffer.from(bytes).fill(0x01, 1024).fill(0x02, 0, 512);

test("a plain layer in an OCI layout is passed over by its name once it is known", async () => {
  const image = await read();
  const entries = ociEntries([base, top], "none", config);
  const spoiled = entries.map((entry) =>
    entry.content === undefined || entry.name !== `blobs/sha256/${hexOf(base)}`
      ? entry
      : { ...entry, content: unreadable(base) },
  );
  const stream = streamOf(await tarOf(spoiled));
  expect((await readImage(stream, { cache: new LayerCache(folder) })).files).toEqual(image.files);
  await expect(readImage(streamOf(await tarOf(spoiled)))).rejects.toThrow(/does not hold it|can't be read/);
});

test("an unpacked layout's known layers are not read, and their compressed sizes are those of its blobs", async () => {
  const entries = ociEntries([base, top], "gzip", config);
  const layout = join(root, "layout");
  for (const { name, content } of entries) {
    await mkdir(join(layout, name, ".."), { recursive: true });
    await writeFile(join(layout, name), content ?? "");
  }
  await read();
  const parts = await folderParts(layout, { cache: new LayerCache(folder) });
  const blob = entries.at(-2);
  const layer = await parts.layer(blob?.name ?? "", `sha256:${hexOf(base)}`);
  expect(layer).toMatchObject({ from: "known", compressedBytes: blob?.content?.length });
});
