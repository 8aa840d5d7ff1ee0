import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectEngine } from "../engine/connect.ts";
import type { Engine } from "../engine/types.ts";
import { stateDir } from "../state.ts";
import { UnknownBase } from "./catalogue.ts";
import type { BaseEntry } from "./catalogue.ts";
import { ensureBase, ensureBases, presentBase } from "./ensure.ts";
import type { SourceContext } from "./sources/types.ts";
import { engineDir } from "./store/memory.ts";

const MINUTES = 60_000;
const name = `test-held-${process.pid}`;
/** Stands for `alpine:3.24` of somebody who has one: a name that nobody has, so that no other test meets it. */
const theirs = `groundwork/${name}:1`;

const entry: BaseEntry = {
  id: name,
  title: "a base for this test",
  reference: theirs,
  alsoKnownAs: [],
  family: "musl",
  distroless: false,
  inRegistry: true,
  recipe: null,
  builtOrigin: null,
  note: null,
  published: [],
};

let engine: Engine;
let state = "";
let context: SourceContext;
const progress: string[] = [];

beforeAll(async () => {
  engine = await connectEngine();
  state = await mkdtemp(join(tmpdir(), "groundwork-ensure-"));
  const onProgress = (line: string): void => void progress.push(line);
  context = { engine, stateDir: state, onProgress, preferRegistry: false };
}, 3 * MINUTES);

afterAll(async () => {
  const tags = (await engine.images()).flatMap((image) => image.tags);
  for (const tag of tags.filter((each) => each.includes(name))) await engine.removeImage(tag);
  await rm(state, { recursive: true, force: true });
});

test(
  "an image that the engine holds is used as it is, and noticed when it changes or goes",
  { timeout: 6 * MINUTES },
  async () => {
    const [busybox, alpine] = await ensureBases(engine, ["busybox", "alpine"], {});
    if (busybox === undefined || alpine === undefined) throw new Error("two bases were asked for");

    await engine.tag(busybox.image, theirs);
    const first = await ensureBase(entry, context);
    expect(first).toMatchObject({
      origin: "engine",
      digest: busybox.digest,
      unpackedBytes: busybox.unpackedBytes,
    });
    expect((await engine.image(theirs))?.id).toBe(busybox.digest);
    expect((await engine.image(first.image))?.id).toBe(busybox.digest);
    expect(await ensureBase(entry, context)).toEqual(first);
    expect(await presentBase(entry, context)).toEqual(first);

    await engine.tag(alpine.image, theirs);
    expect(await presentBase(entry, context)).toBeNull();
    const second = await ensureBase(entry, context);
    expect(second).toMatchObject({
      origin: "engine",
      digest: alpine.digest,
      unpackedBytes: alpine.unpackedBytes,
    });
    expect(await engine.image(first.image)).toBeNull();
    expect((await engine.image(theirs))?.id).toBe(alpine.digest);

    await engine.removeImage(theirs);
    await expect(ensureBase(entry, context)).rejects.toThrow(
      `${theirs} can't be had: there is no recipe for it`,
    );
  },
);

test(
  "where it can't be pulled the recipe's result is loaded, and a user's image that turns up goes before it",
  { timeout: 6 * MINUTES },
  async () => {
    const [alpine] = await ensureBases(engine, ["alpine"], {});
    const made: BaseEntry = { ...entry, id: `${name}-made`, recipe: "busybox", builtOrigin: "packages" };
    // The project's own state folder, so that what was built before is loaded and not built again.
    const there = { ...context, stateDir: stateDir() };
    try {
      const built = await ensureBase(made, there);
      expect(built).toMatchObject({ origin: "packages", reference: theirs, repoDigest: null });
      expect((await engine.image(built.image))?.id).toBe(built.digest);
      await engine.tag(alpine?.image ?? "", theirs);
      expect(await ensureBase(made, there)).toMatchObject({ origin: "engine", digest: alpine?.digest });
    } finally {
      await rm(join(engineDir(stateDir(), engine.facts.id), `${made.id}.json`), { force: true });
    }
  },
);

test("a damaged memory is set aside, and the base is found again", { timeout: 6 * MINUTES }, async () => {
  const held: BaseEntry = { ...entry, id: `${name}-again` };
  const [busybox] = await ensureBases(engine, ["busybox"], {});
  await engine.tag(busybox?.image ?? "", theirs);
  const first = await ensureBase(held, context);
  const folder = engineDir(state, engine.facts.id);
  await writeFile(join(folder, `${held.id}.json`), "{ half");
  expect(await ensureBase(held, context)).toMatchObject({ digest: first.digest, origin: "engine" });
  expect(await readdir(folder)).toContain(`${held.id}.json.broken`);
  expect(progress.join("\n")).toContain("could not be understood");
});

test("a registry that was silent is not asked again at once", { timeout: 6 * MINUTES }, async () => {
  const nowhere: BaseEntry = { ...entry, id: `${name}-nowhere`, reference: `localhost:9/${name}:1` };
  const asked = (): number => progress.filter((line) => line.startsWith(`${nowhere.id}: pulling`)).length;
  await expect(ensureBase(nowhere, context)).rejects.toThrow("can't be had");
  await expect(ensureBase(nowhere, context)).rejects.toThrow("can't be had");
  expect(asked()).toBe(1);
  await expect(ensureBase(nowhere, { ...context, preferRegistry: true })).rejects.toThrow("can't be had");
  expect(asked()).toBe(2);
});

test("an unknown base is named before anything is done", async () => {
  await expect(ensureBases(engine, ["alpine", "alpin"], { stateDir: state })).rejects.toThrow(UnknownBase);
});

test("a cancelled call stops", async () => {
  const signal = AbortSignal.abort();
  await expect(ensureBases(engine, ["alpine"], { stateDir: state, signal })).rejects.toThrow(/abort/i);
});
