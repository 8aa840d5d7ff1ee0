import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { connectEngine } from "../../engine/connect.ts";
import type { TakeChunk } from "../../engine/types.ts";
import { writeDockerArchive } from "../archive.ts";
import { layerTar } from "../layer.ts";
import { openImage } from "./open.ts";

const name = (what: string) => `groundwork/test-open-${what}:${randomBytes(4).toString("hex")}`;
const tags: string[] = [];
const cacheDir = await mkdtemp(join(tmpdir(), "groundwork-open-"));
const engine = await connectEngine();

afterAll(async () => {
  for (const tag of tags) await engine.removeImage(tag);
  await rm(cacheDir, { recursive: true, force: true });
});

/** Loads an image of one file a layer; same files, same layers. */
async function load(what: string, files: readonly string[]): Promise<string> {
  const tag = name(what);
  tags.push(tag);
  const archive = await writeDockerArchive({
    layers: files.map((path) => layerTar([{ type: "file", path, content: path.repeat(1000) }])),
    config: { architecture: engine.facts.platform.split("/")[1] ?? "", os: "linux" },
    tags: [tag],
  });
  await engine.load(archive.stream);
  return tag;
}

test("opens what the engine holds, by tag and by id; a name that nobody has is refused with the reason", async () => {
  const tag = await load("one", ["/a"]);
  const byTag = await openImage(tag, { engine, cacheDir: null });
  expect(byTag).toMatchObject({ source: { kind: "engine", name: tag } });
  expect([...byTag.files.keys()]).toEqual(["/a"]);
  const id = (await engine.image(tag))?.id ?? "";
  expect((await openImage(id, { engine: () => Promise.resolve(engine), cacheDir: null })).id).toBe(byTag.id);
  // Port 1 of the engine's own machine: nothing listens there.
  const none = openImage("localhost:1/none:1", { engine, cacheDir: null });
  await expect(none).rejects.toThrow(/can't be pulled \(\w+\): .*Check the name/);
});

test("what was read once is not read again: no stream for the same image, and shared layers are passed over", async () => {
  const [first, second] = [await load("first", ["/a", "/b", "/c"]), await load("second", ["/a", "/b", "/d"])];
  let streams = 0;
  const counting = {
    ...engine,
    saveInto: (reference: string, take: TakeChunk) => {
      streams += 1;
      return engine.saveInto(reference, take);
    },
  };
  const open = (target: string) => openImage(target, { engine: counting, cacheDir });
  const fresh = await open(first);
  const again = await open(first);
  expect(streams).toBe(1);
  expect(again).toEqual({ ...fresh, contents: again.contents });

  // With its content asked for, a layer of which it was not kept is read; all others still are known.
  const other = await openImage(second, {
    engine: counting,
    cacheDir,
    wantFiles: new Set(["/d"]),
  });
  expect(streams).toBe(2);
  expect([...other.files.keys()]).toEqual(["/a", "/b", "/d"]);
  expect(other.contents.get("/d")?.whole).toBe(true);
  expect(other).toMatchObject({
    ...(await openImage(second, { engine, cacheDir: null })),
    contents: other.contents,
  });
});
