import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectEngine } from "../engine/connect.ts";
import { Scope } from "../engine/scope.ts";
import type { Engine } from "../engine/types.ts";
import { sendDockerArchive } from "../image/archive-write.ts";
import { readImage } from "../image/read.ts";
import type { ImageRead } from "../image/read.ts";
import { stateDir } from "../state.ts";
import { baseById } from "./catalogue.ts";
import type { RecipeId } from "./catalogue.ts";
import { baseLookup, resolveDockerfile } from "./dockerfile.ts";
import { ensureBases } from "./ensure.ts";
import { recipes } from "./recipes/index.ts";
import { builtBase } from "./store/build.ts";
import { downloadsDir, imageOf } from "./store/built.ts";
import type { Built } from "./store/built.ts";

const MINUTES = 60_000;
const ids = Object.keys(recipes) as RecipeId[];
const onProgress = (): void => undefined;

let engine: Engine;
let fresh = "";

beforeAll(async () => {
  engine = await connectEngine();
  fresh = await mkdtemp(join(tmpdir(), "groundwork-fresh-"));
});

afterAll(() => rm(fresh, { recursive: true, force: true }));

/** A build from nothing but downloaded packages, which apt checks again. */
function buildAnew(id: RecipeId, folder: string): Promise<Built> {
  const downloads = downloadsDir(stateDir());
  return builtBase(id, engine.facts.platform, { stateDir: join(fresh, folder), downloads, onProgress });
}

/** The result that labs use, unless Debian has had newer packages since: then another new one, to compare like with like. */
async function another(id: RecipeId, first: Built): Promise<Built> {
  const kept = await builtBase(id, engine.facts.platform, { stateDir: stateDir(), onProgress });
  const same = JSON.stringify(kept.packages) === JSON.stringify(first.packages);
  return same ? kept : buildAnew(id, "again");
}

/** Compressing once more, to compare the two measures, is left out for the largest: it takes as long as the rest. */
const LARGE: readonly RecipeId[] = ["toolchain", "node", "node-slim", "distroless-nodejs"];

/** Where what is built carries another libc than the image of that name; the catalogue's notes say so. */
const OTHER_LIBC: Partial<Record<RecipeId, string>> = { busybox: "none", registry: "glibc" };

function readBuilt(built: Built, measureCompressed: boolean): Promise<ImageRead> {
  return readImage(sendDockerArchive(imageOf(built, "groundwork/never-loaded:1")), { measureCompressed });
}

test.each(ids)(
  "%s: built twice, the same image, with the sizes that it says",
  { timeout: 6 * MINUTES },
  async (id) => {
    const first = await buildAnew(id, "first");
    const second = await another(id, first);
    expect(second.layers[0]?.path).not.toBe(first.layers[0]?.path);
    expect(second.imageId).toBe(first.imageId);
    const files = await Promise.all(first.layers.map(({ path }) => stat(path)));
    expect(files.reduce((sum, { size }) => sum + size, 0)).toBe(first.compressedBytes);
    const image = await readBuilt(first, !LARGE.includes(id));
    expect(image.id).toBe(first.imageId);
    expect(image.platform).toBe(engine.facts.platform);
    expect(image.unpackedBytes).toBe(first.unpackedBytes);
    expect(image.compressedBytes).toBe(LARGE.includes(id) ? null : first.compressedBytes);
    expect(Object.keys(first.packages).length).toBeGreaterThan(0);
    const promised = baseById(id)?.family;
    expect(image.libc).toBe(OTHER_LIBC[id] ?? promised);
    expect(image.config.labels).toEqual({});
  },
);

test("debian-slim is as large as the published one, within 5%", { timeout: 6 * MINUTES }, async () => {
  const slim = await builtBase("debian-slim", engine.facts.platform, { stateDir: stateDir(), onProgress });
  const published = baseById("debian-slim")?.published.find(({ measure }) => measure === "unpacked");
  expect(Math.abs(slim.unpackedBytes / (published?.bytes ?? 0) - 1)).toBeLessThan(0.05);
});

test(
  "a glibc program runs on distroless-base, and on distroless-static its loader is missing",
  { timeout: 6 * MINUTES },
  async () => {
    await using scope = new Scope(engine);
    const bases = await ensureBases(engine, ["debian-slim", "distroless-base", "distroless-static"], {});
    const run = async (on: string) => {
      const dockerfile = `FROM debian:13-slim AS from\nFROM ${on}\nCOPY --from=from /usr/bin/uname /program\nENTRYPOINT ["/program"]\n`;
      const { text } = resolveDockerfile(dockerfile, baseLookup(bases));
      const built = await scope.build({ contextDir: fresh, dockerfileText: text });
      if (!built.ok) throw new Error(built.message);
      return scope.run({ image: built.imageId });
    };
    const onBase = await run("gcr.io/distroless/base-debian13");
    expect([onBase.exitCode, onBase.stdout]).toEqual([0, "Linux\n"]);
    const onStatic = await run("gcr.io/distroless/static-debian13");
    expect(onStatic.exitCode).not.toBe(0);
    expect(`${onStatic.stderr}${onStatic.engineError ?? ""}`).toContain("no such file or directory");
  },
);

test("the stand-in says that it is one, and its shell is BusyBox", { timeout: 6 * MINUTES }, async () => {
  await using scope = new Scope(engine);
  const [alpine] = await ensureBases(engine, ["alpine"], {});
  if (alpine?.origin !== "stand-in") {
    // Here the real one was pulled or is the user's: then there is nothing that stands in for it.
    expect(alpine?.origin).toMatch(/^(registry|engine)$/);
    return;
  }
  const command = ["sh", "-c", "cat /etc/os-release; readlink -f /bin/sh; ls /etc/apk; bash -c true"];
  const seen = await scope.run({ image: alpine.image, command });
  expect(seen.stdout).toContain("not Alpine Linux");
  expect(seen.stdout).not.toMatch(/^ID=alpine$/m);
  expect(seen.stdout).toContain("/bin/busybox");
  expect(seen.stderr).toContain("/etc/apk: No such file");
  expect([seen.exitCode, seen.stderr]).toEqual([127, expect.stringContaining("bash: not found")]);
});

test(
  "the toolchain compiles for both libcs, and each program runs where its loader is",
  { timeout: 6 * MINUTES },
  async () => {
    await using scope = new Scope(engine);
    const bases = await ensureBases(engine, ["toolchain", "alpine", "debian-slim"], {});
    const build = async (compiler: string, on: string) => {
      const source = `printf 'int puts(const char*);int main(){puts("ran");}' > /a.c`;
      const dockerfile = `FROM toolchain:13 AS c\nRUN ${source} && ${compiler} /a.c -o /a\nFROM ${on}\nCOPY --from=c /a /a\nENTRYPOINT ["/a"]\n`;
      const { text } = resolveDockerfile(dockerfile, baseLookup(bases));
      const built = await scope.build({ contextDir: fresh, dockerfileText: text });
      if (!built.ok) throw new Error(built.log);
      return scope.run({ image: built.imageId });
    };
    const outcomes = [
      await build("gcc", "debian:13-slim"),
      await build("gcc", "alpine:3.24"),
      await build("musl-gcc", "alpine:3.24"),
      await build("musl-gcc", "debian:13-slim"),
    ];
    expect(outcomes.map(({ exitCode, stdout }) => exitCode === 0 && stdout === "ran\n")).toEqual([
      true,
      false,
      true,
      false,
    ]);
  },
);
