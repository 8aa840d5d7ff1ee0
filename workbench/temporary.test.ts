import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isAbandoned, ownerMark, temporaryFolder } from "./temporary.ts";

/** The id of a process that has just ended. */
const gone = Number(execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }));

test.for([
  [`groundwork-scene-${ownerMark(gone)}-Ab3xYz`, true],
  [`layer.tar.gz.${ownerMark(gone)}.partial`, true],
  [ownerMark(gone), true],
  [`groundwork-scene-${ownerMark()}-Ab3xYz`, false],
  [`${ownerMark(gone)}7`, false],
  [`x${ownerMark(gone)}`, false],
  [ownerMark(gone).replace(/h.*/, "h000000"), false],
  ["groundwork-notes", false],
  ["", false],
] as const)("%s: abandoned is %s", ([name, abandoned]) => {
  expect(isAbandoned(name)).toBe(abandoned);
});

test("a folder of ours is known as such, and as in use", async () => {
  const parent = await mkdtemp(join(tmpdir(), "gw-temporary-"));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  const name = basename(await temporaryFolder("scene", parent));
  expect(name).toMatch(/^groundwork-scene-p\d+h[0-9a-f]{6}-\w{6}$/);
  expect(isAbandoned(name)).toBe(false);
});
