import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { writeDockerArchive } from "./archive.ts";
import { chunksOf, collect } from "./chunks.ts";
import { layerTar } from "./layer.ts";
import { readImage } from "./read.ts";

// A temp folder of our own: what other tests leave or take away must not be counted.
const folder = await mkdtemp(join(tmpdir(), "groundwork-test-"));
for (const name of ["TMPDIR", "TEMP", "TMP"]) vi.stubEnv(name, folder);
afterAll(() => rm(folder, { recursive: true, force: true }));
const left = async () => (await readdir(folder)).length;

const write = (bytes = 100) =>
  writeDockerArchive({
    layers: [
      layerTar([
        { type: "directory", path: "/app" },
        { type: "file", path: "/app/run", mode: 0o755, content: "x".repeat(bytes) },
        { type: "symlink", path: "/bin", target: "/app" },
      ]),
      layerTar([{ type: "file", path: "/self", fromFile: import.meta.filename }]),
      layerTar([]),
      layerTar([]),
    ],
    config: { architecture: "arm64", os: "linux", config: { Cmd: ["/app/run"] } },
    tags: (imageId) => [`groundwork/test:${imageId.slice(7, 19)}`],
  });

test("what is written reads back, and comes out the same twice", async () => {
  const [first, second] = [await write(), await write()];
  const [a, b] = [await collect(chunksOf(first.stream)), await collect(chunksOf(second.stream))];
  expect(Buffer.compare(a, b)).toBe(0);
  const image = await readImage(asStream(a), { image: first.tags[0] });
  expect(image).toMatchObject({
    id: first.imageId,
    platform: "linux/arm64",
    unpackedBytes: first.unpackedBytes,
  });
  expect(image.layers.map((layer) => layer.digest)).toEqual(first.diffIds);
  expect([...image.files.keys()]).toEqual(["/app", "/app/run", "/bin", "/self"]);
});

test("a large layer waits in a temp file, which is gone when the stream ends or is destroyed", async () => {
  // The test before has read its streams to their ends; their folders go a moment later.
  await expect.poll(left).toBe(0);
  const sent = await write(6_000_000);
  const dropped = await write(6_000_000);
  expect(await left()).toBe(2);
  expect((await readImage(sent.stream)).files.get("/app/run")?.bytes).toBe(6_000_000);
  dropped.stream.destroy();
  await expect.poll(left).toBe(0);
});

test("a layer that can't be read leaves no temp file", async () => {
  const layers = [layerTar([{ type: "file", path: "/x", fromFile: "/no/such/file" }])];
  const writing = writeDockerArchive({ layers, config: { architecture: "amd64", os: "linux" }, tags: [] });
  await expect(writing).rejects.toThrow("ENOENT");
  expect(await left()).toBe(0);
});

async function* asStream(bytes: Uint8Array) {
  yield await Promise.resolve(bytes);
}
