import { randomBytes } from "node:crypto";
import { once } from "node:events";
import tar from "tar-stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectEngine } from "../engine/connect.ts";
import type { Engine } from "../engine/types.ts";
import { writeDockerArchive } from "./archive.ts";
import { chunksOf } from "./chunks.ts";
import { layerTar } from "./layer.ts";
import { makeElf } from "./elf.fixture.ts";
import { readElf } from "./elf.ts";
import { readImage } from "./read.ts";

const TAG = `groundwork/test-read:${randomBytes(4).toString("hex")}`;
const elf = makeElf({ bits: 64, littleEndian: true, type: 3, interpreter: "/lib/ld.so" });
let engine: Engine;

beforeAll(async () => {
  engine = await connectEngine();
  const archive = await writeDockerArchive({
    layers: [
      layerTar([
        { type: "directory", path: "/bin" },
        { type: "file", path: "/bin/node", mode: 0o755, content: elf },
        { type: "file", path: "/random", content: randomBytes(3_000_000) },
        { type: "symlink", path: "/bin/sh", target: "node" },
        { type: "file", path: "/old", content: "x".repeat(5000) },
      ]),
      layerTar([
        { type: "file", path: "/.wh.old", content: "" },
        { type: "file", path: "/new", content: "y" },
      ]),
    ],
    config: {
      architecture: engine.facts.platform.split("/")[1] ?? "",
      os: "linux",
      config: { Cmd: ["/bin/node"], Env: ["PATH=/bin"], User: "65532" },
      history: [{ created_by: "COPY node" }, { created_by: "RUN rm /old" }],
    },
    tags: [TAG],
  });
  await engine.load(archive.stream);
});

afterAll(() => engine.removeImage(TAG));

test("what the engine saves is what was loaded, and its sizes are those of the tars in the stream", async () => {
  const image = await readImage(await engine.save(TAG), { wantFiles: new Set(["/bin/node"]) });
  const summary = await engine.image(TAG);
  expect(image.layers.map((layer) => layer.digest)).toEqual(summary?.layers);
  expect(image.config).toMatchObject({ cmd: ["/bin/node"], user: "65532" });
  expect(image.layers.map((layer) => layer.createdBy)).toEqual(["COPY node", "RUN rm /old"]);
  expect([...image.files.keys()]).toEqual(["/bin", "/bin/node", "/bin/sh", "/new", "/random"]);
  expect(image.shells).toEqual(["/bin/sh"]);
  expect(readElf(image.contents.get("/bin/node")?.bytes ?? new Uint8Array())?.interpreter).toBe("/lib/ld.so");

  const inStream = await layerSizes(await engine.save(TAG));
  if (engine.facts.imageStore === "classic") {
    expect(image.layers.map((layer) => layer.unpackedBytes).sort(byNumber)).toEqual(inStream);
  } else {
    expect(image.layers.map((layer) => layer.compressedBytes).sort(byNumber)).toEqual(inStream);
  }
  expect(image.compressedBytes).toBeLessThan(image.unpackedBytes);
});

const byNumber = (a: number | null, b: number | null) => (a ?? 0) - (b ?? 0);

/** An independent reading: what tar-stream alone says of the sizes of the layer entries. */
async function layerSizes(stream: AsyncIterable<unknown>): Promise<number[]> {
  const extract = tar.extract();
  const sizes: number[] = [];
  extract.on("entry", (header, body, next) => {
    let head: Buffer = Buffer.alloc(0);
    body.on("data", (chunk) => {
      if (head.length < 262 && chunk instanceof Uint8Array) head = Buffer.concat([head, chunk]);
    });
    body.on("end", () => {
      const isLayer = head.toString("latin1", 257, 262) === "ustar" || (head[0] === 0x1f && head[1] === 0x8b);
      if (header.type === "file" && isLayer) sizes.push(header.size);
      next();
    });
    body.resume();
  });
  for await (const chunk of chunksOf(stream)) {
    if (!extract.write(chunk)) await once(extract, "drain");
  }
  return sizes.sort(byNumber);
}
