import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { trySchema, type TryResult } from "../../workbench/try/schema.ts";
import { groundwork } from "../cli/command.ts";
import { interrupted } from "../cli/interrupted.ts";
import { openBuilt } from "./built.ts";

const PROJECTS = ["static", "node-addon", "shell"];
const built = await openBuilt([...PROJECTS, "awkward"]);

async function tried(args: readonly string[]): Promise<{ code: number; all: string; result: TryResult }> {
  const { code, stdout, all } = await groundwork(["try", ...args, "--json"]);
  return { code, all, result: trySchema.parse(JSON.parse(stdout || "null")) };
}

/** What must be the same on each engine: no name and no size of this one. */
const steady = ({ base, carried, attempts }: TryResult) => ({
  base,
  carried: carried && { ...carried, unpackedBytes: carried.unpackedBytes > 0 },
  attempts: attempts.map(({ base, own, verdict, exitCode, why, notes }) => ({
    base,
    own,
    verdict,
    exitCode,
    why,
    notes,
  })),
});

test.each(PROJECTS)(
  "%s as an image on other bases: as recorded",
  async (name) => {
    const image = await built.project(name);
    const { code, all, result } = await tried([
      image,
      "--bases",
      "alpine,debian-slim,distroless-static,distroless-nodejs",
    ]);
    expect(code, all).toBe(1);
    await expect(`${JSON.stringify(steady(result), null, 2)}\n`).toMatchFileSnapshot(
      path.join(import.meta.dirname, "recorded", `image-${name}.json`),
    );
    for (const { unpackedBytes, compressedBytes } of result.attempts) {
      expect(unpackedBytes).toBeGreaterThan(0);
      expect(compressedBytes).toBeLessThan(unpackedBytes ?? 0);
    }
  },
  300_000,
);

test("owners, rights, hard links, links of a merged /usr and quoted settings come through, and what can't is told", async () => {
  const image = await built.project("awkward");
  const { code, all, result } = await tried([image, "--bases", "scratch,alpine,debian,distroless-static"]);
  // The tool prints what it finds: it works only where all of it is the same.
  expect(code, all).toBe(0);
  await expect(`${JSON.stringify(steady(result), null, 2)}\n`).toMatchFileSnapshot(
    path.join(import.meta.dirname, "recorded", "image-awkward.json"),
  );
  expect(result.attempts[0]?.says).toContain('PRICE=5$ "or" so');
}, 300_000);

test("an image without layers that tell: what its start needs is carried, its loader and libraries too", async () => {
  const scene = await built.stage.scene(
    "FROM debian:13-slim\nCOPY --from=programs/biome /biome /opt/biome\n",
  );
  if (!scene.ok) throw new Error(scene.message);
  const image = await built.flattened(scene.imageId, {
    Entrypoint: ["/opt/biome", "--version"],
    User: "nobody",
  });
  const { code, all, result } = await tried([image, "--bases", "scratch,alpine,distroless-cc"]);
  expect(code, all).toBe(0);
  expect(result.carried?.basis).toBe("needs");
  expect(result.carried?.notes[0]).toContain("only what its start needs");
  expect(result.carried?.settings).toContain("USER 65534:65534");
  expect(result.attempts.map(({ verdict }) => verdict)).toEqual(["works", "works", "works", "works"]);
}, 300_000);

test("Ctrl-C between two bases: exit 130, and neither image, container nor file is left", async () => {
  const temp = await mkdtemp(path.join(tmpdir(), "gw-try-"));
  onTestFinished(() => rm(temp, { recursive: true, force: true }));
  const label = `groundwork.test=${randomBytes(6).toString("hex")}`;
  const { engine } = built.stage.scope;
  const scene = await built.stage.scene(
    `FROM debian:13-slim\nLABEL ${label}\nCOPY Dockerfile /it\nCMD ["cat", "/it"]\n`,
  );
  if (!scene.ok) throw new Error(scene.message);
  const before = { images: 0 };
  const { code, stderr } = await interrupted(
    ["try", scene.imageId, "--bases", "alpine,debian,toolchain,node", "--jobs", "1"],
    temp,
    "alpine:3.24: ",
    async (pid) => {
      before.images = (await engine.images(label)).length;
      process.kill(-pid, "SIGINT");
    },
  );
  expect(code, stderr).toBe(130);
  expect(before.images, "the image, and what was laid on a base").toBeGreaterThan(1);
  expect((await engine.images(label)).map(({ id }) => id)).toEqual([scene.imageId]);
  expect(await engine.containers(label)).toEqual([]);
  expect(await readdir(temp)).toEqual([]);
});

test.each([
  [["try", "debian-slim"], "is a base itself"],
  [["try", "tests/try/static/Dockerfile"], "has to be in the engine"],
])("%j is refused with exit code 2", async (args, says) => {
  const { code, all } = await groundwork(args);
  expect(code, all).toBe(2);
  expect(all).toContain(says);
});
