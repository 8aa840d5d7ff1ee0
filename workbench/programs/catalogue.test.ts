import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readElfFile } from "../image/elf.ts";
import { findProgram, programPlatform, PROGRAMS } from "./catalogue.ts";
import { ensurePrograms } from "./ensure.ts";
import { programArchive } from "./image.ts";

const stateDir = await mkdtemp(join(tmpdir(), "groundwork-test-"));
afterAll(() => rm(stateDir, { recursive: true, force: true }));

/** What the twins of one version are built for: both when small; the large ones as this machine's engine needs them. */
const here = process.arch === "arm64" ? "linux/arm64" : "linux/amd64";
const MACHINES = { "linux/amd64": "x86-64", "linux/arm64": "aarch64" } as const;
const CASES = [
  ...PROGRAMS.map(({ id }) => [id, here] as const),
  ["esbuild", here === "linux/amd64" ? "linux/arm64" : "linux/amd64"] as const,
];

test.for(CASES)("%s for %s is what the catalogue declares", { timeout: 120_000 }, async ([id, platform]) => {
  const [program] = await ensurePrograms([id], platform, { stateDir });
  const entry = findProgram(id);
  const { package: name, integrity, linkage, interpreter, bytes } = entry.platforms[platform];
  expect(program).toMatchObject({ id, package: name, version: entry.version, integrity, platform });
  const elf = await readElfFile(program?.path ?? "");
  expect(elf).toMatchObject({
    machine: MACHINES[platform],
    type: entry.isAddon ? "shared-object" : "executable",
    linkage,
    interpreter,
  });
  expect((await stat(program?.path ?? "")).size).toBe(bytes);
  const asksGlibc = elf?.needed.includes("libc.so.6") ?? false;
  // musl's libc has two names: that of Alpine's package, and the plain one that its own compiler writes.
  const asksMusl = elf?.needed.some((library) => /^libc\.(musl-|so$)/.test(library)) ?? false;
  expect({ asksGlibc, asksMusl }).toEqual({
    asksGlibc: entry.libc === "glibc",
    asksMusl: entry.libc === "musl",
  });
  expect(Object.values(program?.beside ?? {})).toEqual(entry.files.slice(1).map((file) => file.name));
});

test(
  "a second time nothing is fetched, and the image's bytes are the same",
  { timeout: 120_000 },
  async () => {
    await ensurePrograms(["sass-musl"], here, { stateDir });
    const lines: string[] = [];
    const [program] = await ensurePrograms(["sass-musl"], here, {
      stateDir,
      onProgress: (line) => lines.push(line),
    });
    expect(lines).toEqual([]);
    if (!program) throw new Error("no program came back");
    const [first, second] = [await programArchive(program), await programArchive(program)];
    first.stream.destroy();
    second.stream.destroy();
    expect(second.imageId).toBe(first.imageId);
    expect(first.tags).toEqual([`groundwork/program-sass-musl:${first.imageId.slice(7, 19)}`]);
  },
);

test("an unknown id and an unknown platform are refused with what there is", async () => {
  await expect(ensurePrograms(["esbiuld"], here, { stateDir })).rejects.toThrow(
    'There is no program "esbiuld" in the catalogue. The programs are: esbuild, biome, biome-musl, sass, sass-musl, rollup-glibc, rollup-musl.',
  );
  expect(() => programPlatform("linux/s390x")).toThrow("exist for linux/amd64 and linux/arm64");
  expect(programPlatform("linux/arm64/v8")).toBe("linux/arm64");
});
