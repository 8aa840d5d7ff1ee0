import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectEngine } from "../engine/connect.ts";
import type { Engine } from "../engine/types.ts";
import { readImage } from "../image/read.ts";
import { ensurePrograms } from "./ensure.ts";
import { ensureProgramImage } from "./image.ts";
import type { Program } from "./types.ts";

let engine: Engine;
let folder: string;
let programs: readonly Program[];
const made: string[] = [];

beforeAll(async () => {
  engine = await connectEngine();
  folder = await mkdtemp(join(tmpdir(), "groundwork-test-"));
  const found = await ensurePrograms(["esbuild", "sass"], engine.facts.platform, { stateDir: folder });
  // Under ids of this test: the tags of the real ones may be in use by a lab that runs now.
  programs = found.map((program) => ({ ...program, id: `test-${program.id}` }));
});

afterAll(async () => {
  for (const tag of made) await engine.removeImage(tag);
  await rm(folder, { recursive: true, force: true });
});

test("a program becomes an image once, at the path that a Dockerfile copies from", async () => {
  for (const program of programs) {
    const tag = await ensureProgramImage(engine, program);
    made.push(tag);
    expect(tag).toMatch(new RegExp(`^groundwork/program-${program.id}:[0-9a-f]{12}$`));
    const refuse = () => Promise.reject(new Error("sent again though the engine holds it"));
    expect(await ensureProgramImage({ images: engine.images, load: refuse }, program)).toBe(tag);
  }
  const trees = await Promise.all(
    made.map(async (tag) => [...(await readImage(await engine.save(tag))).files.keys()]),
  );
  expect(trees).toEqual([["/test-esbuild"], ["/test-sass", "/test-sass/dart", "/test-sass/sass.snapshot"]]);
});

test("a Dockerfile copies the program out of it, and it runs on scratch", async () => {
  const [esbuild] = programs;
  if (!esbuild) throw new Error("no program came back");
  const tag = await ensureProgramImage(engine, esbuild);
  const context = await mkdtemp(join(folder, "context-"));
  const text = `FROM scratch\nCOPY --from=${tag} /test-esbuild /app\nENTRYPOINT ["/app"]\n`;
  await writeFile(join(context, "Dockerfile"), text);
  const built = await engine.build({ contextDir: context, tag: "groundwork/test-program-copy:1" });
  expect(built).toMatchObject({ ok: true });
  made.push("groundwork/test-program-copy:1");
  const run = await engine.run({ image: "groundwork/test-program-copy:1", command: ["--version"] });
  expect(run).toMatchObject({ exitCode: 0, stdout: `${esbuild.version}\n` });
});
