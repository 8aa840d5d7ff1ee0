import { beforeAll, expect, test } from "vitest";
import { connectEngine } from "../engine/connect.ts";
import { Scope } from "../engine/scope.ts";
import type { Engine } from "../engine/types.ts";
import { readImage } from "../image/read.ts";
import type { ImageRead } from "../image/read.ts";
import { ensureBases } from "./ensure.ts";
import type { ResolvedBase } from "./types.ts";

const MINUTES = 60_000;

let engine: Engine;

beforeAll(async () => {
  engine = await connectEngine();
});

/** These bases, which must have been built here: what was pulled has other layers, and nothing to prove of ours. */
async function built(...ids: readonly string[]): Promise<readonly ResolvedBase[]> {
  const bases = await ensureBases(engine, ids, {});
  return bases.every(({ origin }) => origin === "packages" || origin === "stand-in") ? bases : [];
}

async function layersOf(bases: readonly ResolvedBase[]): Promise<readonly (readonly string[])[]> {
  const images = await Promise.all(bases.map(({ image }) => engine.image(image)));
  return images.map((image) => image?.layers ?? []);
}

async function readBase(image: string): Promise<ImageRead> {
  return readImage(await engine.save(image), { image, measureCompressed: false });
}

test("another user is not another layer", { timeout: 6 * MINUTES }, async () => {
  const bases = await built("distroless-static", "distroless-static-nonroot");
  const [plain, nonroot] = await layersOf(bases);
  expect(nonroot).toEqual(plain);
  expect(bases[0]?.digest).not.toBe(bases[1]?.digest ?? null);
  const config = await Promise.all(bases.map(async ({ image }) => (await readBase(image)).config));
  const seen = config.map(({ user, workdir }) => `${user} ${workdir}`);
  expect(seen).toEqual(bases.length === 0 ? [] : ["0 /", "65532 /home/nonroot"]);
});

test("the debug image is the plain one and one layer with a shell", { timeout: 6 * MINUTES }, async () => {
  const bases = await built("distroless-static", "distroless-static-debug");
  const [plain, debug] = await layersOf(bases);
  expect(debug?.slice(0, -1)).toEqual(plain);
  if (bases[1] === undefined) return;
  await using scope = new Scope(engine);
  const seen = await scope.run({ image: bases[1].image, command: ["-c", "wget --help 2>&1 | head -n 1"] });
  expect(seen.stdout).toContain("BusyBox");
});

test("Node's layer is one and the same over both bases", { timeout: 6 * MINUTES }, async () => {
  const bases = await built("debian", "node", "debian-slim", "node-slim");
  const [debian = [], node = [], slim = [], nodeSlim = []] = await layersOf(bases);
  expect(node).toEqual([...debian, ...node.slice(1)]);
  expect(nodeSlim).toEqual([...slim, ...node.slice(1)]);
  expect(node).toHaveLength(bases.length === 0 ? 0 : 2);
});

test("Node starts, brings npm and a user of its own", { timeout: 6 * MINUTES }, async () => {
  await using scope = new Scope(engine);
  const bases = await ensureBases(engine, ["node", "node-slim"], {});
  for (const { image } of bases) {
    const script = "node --version; npm --version; id -u; ls -nd /home/node";
    const seen = await scope.run({ image, command: ["sh", "-c", script], user: "node" });
    expect(seen.stdout).toMatch(/^v24\.\d+\.\d+\n\d+\.\d+\.\d+\n1000\ndrwx.* 1000 1000 /);
    const alone = await scope.run({ image, command: ["-p", "6*7"] });
    expect([alone.exitCode, alone.stdout]).toEqual([0, "42\n"]);
  }
});

test(
  "distroless Node takes a script, and has neither npm nor a shell",
  { timeout: 6 * MINUTES },
  async () => {
    await using scope = new Scope(engine);
    const [base] = await ensureBases(engine, ["distroless-nodejs"], {});
    if (base === undefined) throw new Error("one base was asked for");
    const seen = await scope.run({ image: base.image, command: ["-p", "6*7"] });
    expect([seen.exitCode, seen.stdout]).toEqual([0, "42\n"]);
    const shell = await scope.run({ image: base.image, entrypoint: ["/bin/sh"], command: ["-c", "true"] });
    expect(shell.engineError).toContain("no such file or directory");
    const npm = await scope.run({ image: base.image, entrypoint: ["npm"] });
    expect(npm.engineError).toContain("not found in $PATH");
  },
);
