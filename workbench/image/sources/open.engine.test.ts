import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { connectEngine } from "../../engine/connect.ts";
import { writeDockerArchive } from "../archive.ts";
import { layerTar } from "../layer.ts";
import { openImage } from "./open.ts";

const TAG = `groundwork/test-open:${randomBytes(4).toString("hex")}`;

test("opens what the engine holds, by tag and by id; a name that nobody has is refused with the reason", async () => {
  const engine = await connectEngine();
  const archive = await writeDockerArchive({
    layers: [layerTar([{ type: "file", path: "/a", content: "b" }])],
    config: { architecture: engine.facts.platform.split("/")[1] ?? "", os: "linux" },
    tags: [TAG],
  });
  await engine.load(archive.stream);
  try {
    const byTag = await openImage(TAG, { engine });
    expect(byTag).toMatchObject({ source: { kind: "engine", name: TAG } });
    expect([...byTag.files.keys()]).toEqual(["/a"]);
    const id = (await engine.image(TAG))?.id ?? "";
    expect((await openImage(id, { engine: () => Promise.resolve(engine) })).id).toBe(byTag.id);
    // Port 1 of the engine's own machine: nothing listens there.
    await expect(openImage("localhost:1/none:1", { engine })).rejects.toThrow(
      /can't be pulled \(\w+\): .*Check the name/,
    );
  } finally {
    await engine.removeImage(TAG);
  }
});
