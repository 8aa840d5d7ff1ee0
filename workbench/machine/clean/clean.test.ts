import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import stringWidth from "string-width";
import { expect, onTestFinished, test } from "vitest";
import { plainStyle } from "../../inspect/text/style.ts";
import { ownerMark } from "../../temporary.ts";
import { onDisk } from "./on-disk.ts";
import { removeThings } from "./remove.ts";
import { doneText, foundText } from "./text.ts";
import type { Thing } from "./types.ts";

/** The id of a process that has just ended. */
const gone = ownerMark(Number(execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" })));
const mine = ownerMark();

async function scene(files: readonly string[]) {
  const top = await mkdtemp(join(tmpdir(), "gw-clean-"));
  onTestFinished(() => rm(top, { recursive: true, force: true }));
  for (const file of files) {
    await mkdir(dirname(join(top, file)), { recursive: true });
    await writeFile(join(top, file), "12345");
  }
  return { top, stateDir: join(top, "state"), tempDir: join(top, "tmp"), workDir: join(top, "work") };
}

test("only what a process that is gone has left is found, and removed", async () => {
  const left = [
    `state/bases/built/alpine/layer.tar.gz.${gone}.partial`,
    `state/progress.json.${gone}.0a1b2c3d.tmp`,
    `state/site/0123456789abcdef.${gone}.part/index.html`,
    `tmp/groundwork-scene-${gone}-AbCdEf/Dockerfile`,
    `work/03-scratch.${gone}.tmp/answers.json`,
  ];
  const kept = [
    "state/bases/built/alpine/layer.tar.gz",
    `state/bases/built/alpine/layer.tar.gz.${mine}.partial`,
    `state/engine/data/${gone}`,
    "state/progress.json",
    `tmp/groundwork-scene-${mine}-AbCdEf/Dockerfile`,
    "tmp/groundwork-notes/a",
    `work/03-scratch/${gone}`,
    `tmp/somebody-else-${gone}-AbCdEf`,
  ];
  const { top, ...where } = await scene([...left, ...kept]);
  await symlink(top, join(where.stateDir, "a-link"));
  const found = await onDisk({ ...where, bases: false });
  expect(found.map(({ kind, bytes }) => `${kind} ${bytes}`).sort()).toEqual([
    "file 5",
    "file 5",
    "folder 5",
    "folder 5",
    "folder 5",
  ]);
  expect(await removeThings(found, null, where.stateDir)).toEqual([]);
  const entries = await readdir(top, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  expect(files.sort()).toEqual(kept.map((file) => join(top, file)).sort());
});

test("with --bases, what was built and downloaded for them is found too", async () => {
  const where = await scene(["state/bases/packages/amd64/a.deb", "state/programs/x/y"]);
  const found = await onDisk({ ...where, bases: true });
  expect(found.map(({ name, bytes }) => [name, bytes])).toEqual([
    [join(where.stateDir, "bases", "packages"), 5],
  ]);
});

const THINGS: readonly Thing[] = [
  { kind: "container", name: "f".repeat(64), bytes: null, why: "left by a run" },
  { kind: "image", name: `sha256:${"a".repeat(64)}`, bytes: null, why: "left by a run" },
  { kind: "image", name: "groundwork/run-0a1b2c3d4e5f:4711-1", bytes: null, why: "left by a run" },
  { kind: "build cache", name: "of the private engine", bytes: 1_234_567, why: "the next build is slower" },
  { kind: "folder", name: "/tmp/groundwork-x", bytes: 10, why: "left by a process that was killed" },
];

test("what was found, on 40 columns", () => {
  const text = foundText({ things: [...THINGS], engine: null }, plainStyle(40));
  expect(text).toMatchInlineSnapshot(`
    "1 container: left by a run
      ffffffffffff

    2 images: left by a run
      aaaaaaaaaaaa
      groundwork/run-0a1b2c3d4e5f:4711-1

    1 build cache: the next build is slower
      of the private engine, 1.23 MB on disk

    1 folder: left by a process that was
    killed
      /tmp/groundwork-x, 10 B on disk

    No engine answers, so only the disk was
    looked at.
    Nothing else is touched: what is not
    Groundwork's stays, and the bases unless
    --bases is said. A lab that runs at this
    moment would lose its own."
  `);
  for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(40);
});

test.for([
  [{ removed: false, stayed: [] }, "Nothing was removed."],
  [{ removed: true, stayed: [] }, "5 things are removed."],
  [
    { removed: true, stayed: [{ name: "groundwork-x", why: "has active endpoints" }] },
    "4 things are removed.\ngroundwork-x stayed: has active endpoints",
  ],
] as const)("%j", ([{ removed, stayed }, text]) => {
  const format = "groundwork.clean/1";
  const report = { engine: null, things: [...THINGS], removed };
  expect(doneText({ ...report, format, stayed: [...stayed] }, plainStyle(80))).toBe(text);
});

test("nothing to remove says how the bases go", () => {
  const text = foundText({ things: [], engine: "unix:///engine.sock" }, plainStyle(80));
  expect(text).toContain("--bases");
  expect(text).not.toContain("No engine");
});
