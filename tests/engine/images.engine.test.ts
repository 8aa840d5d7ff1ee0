import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { extract } from "tar-stream";
import { expect, test } from "vitest";
import { LABEL_RUN } from "../../workbench/engine/labels.ts";
import { findLeftovers, Scope, sweep } from "../../workbench/engine/scope.ts";
import { writeDockerArchive } from "../../workbench/image/archive.ts";
import { layerTar } from "../../workbench/image/layer.ts";
import { openRig } from "./rig.ts";

const rig = await openRig();
const { base, engine } = rig;

test("a file of an image from scratch, which has no command and no shell, is copied out", async () => {
  const image = await rig.image("FROM scratch\nCOPY word /deep/word\n", { files: { word: "heard" } });
  const tar = await rig.scope.copyOut(image, "/deep/word");
  const entries = extract();
  let text = "";
  for await (const entry of tar.pipe(entries)) text += (await buffer(entry)).toString();
  expect(text).toBe("heard");
  expect((await findLeftovers(engine, rig.scope.runId)).containers).toEqual([]);
});

test("a path that an image does not hold is an error, and no container is left", async () => {
  await expect(rig.scope.copyOut(base, "/no/such/file")).rejects.toThrow(/no\/such\/file/);
  expect((await findLeftovers(engine, rig.scope.runId)).containers).toEqual([]);
});

test("a reader that leaves early leaves no container", async () => {
  const tar = await rig.scope.copyOut(base, "/bin");
  for await (const chunk of tar) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
  const left = async (): Promise<number> => (await findLeftovers(engine, rig.scope.runId)).containers.length;
  await expect.poll(left, { timeout: 5_000 }).toBe(0);
});

test("an image that was saved and loaded again is the same image", async () => {
  const tag = `groundwork/run-${rig.scope.runId}:saved`;
  const image = await rig.image(`FROM ${base}\nENV RUN=${rig.scope.runId}\n`);
  await engine.tag(image, tag);
  const before = await engine.image(image);
  const archive = await buffer(await engine.save(tag));
  for (const each of before?.tags ?? []) await engine.removeImage(each);
  expect(await engine.image(image)).toBeNull();
  await engine.load(Readable.from([archive]));
  const after = await engine.image(tag);
  expect(after?.id).toBe(before?.id);
  expect(after?.layers).toEqual(before?.layers);
  expect(await engine.removeImage(tag)).toBe(true);
  expect(await engine.removeImage(tag)).toBe(false);
});

test("an image handed on in pieces is the one that a stream gives; a refusal says why", async () => {
  const hash = createHash("sha256");
  let pauses = 0;
  await engine.saveInto(base, (chunk) => {
    hash.update(chunk);
    // Now and then the reader is slower than the engine.
    return ++pauses % 5 === 0 ? setTimeout(1) : null;
  });
  expect(hash.digest("hex")).toBe(
    createHash("sha256")
      .update(await buffer(await engine.save(base)))
      .digest("hex"),
  );
  await expect(engine.saveInto("no-such-image:1", () => null)).rejects.toThrow(/no-such-image/);
  const full = new Error("the reader is full");
  const take = () => {
    throw full;
  };
  await expect(engine.saveInto(base, take)).rejects.toBe(full);
  await expect(engine.saveInto(base, () => Promise.reject(full))).rejects.toBe(full);
});

test("a sweep removes what one run made, and nothing else", async () => {
  const [one, other] = [new Scope(engine), new Scope(engine)];
  const build = (scope: Scope) =>
    scope.build({
      contextDir: import.meta.dirname,
      dockerfileText: `FROM ${base}\nENV RUN=${scope.runId}\n`,
    });
  const [mine, theirs] = [await build(one), await build(other)];
  if (!mine.ok || !theirs.ok) throw new Error("the builds failed");
  expect((await findLeftovers(engine, one.runId)).images).toHaveLength(1);
  await sweep(engine, one.runId);
  expect(await findLeftovers(engine, one.runId)).toEqual({ containers: [], images: [], networks: [] });
  expect(await engine.image(mine.imageId)).toBeNull();
  expect(await engine.image(theirs.imageId)).not.toBeNull();
  expect(await engine.image(base)).not.toBeNull();
  await other[Symbol.asyncDispose]();
  expect(await engine.image(theirs.imageId)).toBeNull();
});

test("a name that the user gave to an image of ours stays, and the image with it", async () => {
  const theirs = `kept-by-the-user:${rig.scope.runId}`;
  const labels = { [LABEL_RUN]: rig.scope.runId };
  const { stream } = await writeDockerArchive({
    layers: [layerTar([{ type: "file", path: "/a", content: rig.scope.runId }])],
    config: {
      architecture: engine.facts.platform.split("/")[1] ?? "",
      os: "linux",
      config: { Labels: labels },
    },
    tags: [theirs],
  });
  await engine.load(stream);
  await engine.tag(theirs, `groundwork/run-${rig.scope.runId}:theirs`);
  await sweep(engine, rig.scope.runId);
  expect((await engine.image(theirs))?.tags).toEqual([theirs]);
  await engine.removeImage(theirs);
});

test("a pull that nobody answers, or that was called off before it began, is a value", async () => {
  const reference = "127.0.0.1:1/nothing:1";
  expect(await engine.pull({ reference })).toMatchObject({ ok: false, kind: "unreachable" });
  const signal = AbortSignal.abort();
  expect(await engine.pull({ reference, signal })).toMatchObject({ ok: false, kind: "cancelled" });
});

test("the engine's own lists tell what two images share", async () => {
  const text = rig.scope.runId;
  const below = await rig.image(`FROM ${rig.base}\nRUN echo ${text} > /below\n`);
  const above = await rig.image(`FROM ${rig.base}\nRUN echo ${text} > /below\nRUN echo four > /above\n`);
  const { bytes, sharedBytes } = await engine.listedSize(above);
  expect(bytes).toBe((await engine.listedSize(below)).bytes + "four\n".length);
  expect(bytes - sharedBytes).toBe("four\n".length);
  await expect(engine.listedSize("groundwork/nothing:1")).rejects.toThrow(/no such image/i);
});
