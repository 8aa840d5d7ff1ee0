import { spawnSync } from "node:child_process";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ownerMark, temporaryFolder } from "../../../temporary.ts";
import type { CgroupLayout } from "../cgroup/layout.ts";
import { sweepSandboxes } from "./records.ts";

const layout = {} as CgroupLayout;

test("what a killed grader had half written is swept; another's that still runs is not", async () => {
  const stateDir = await temporaryFolder("records");
  onTestFinished(() => rm(stateDir, { recursive: true, force: true }));
  const folder = path.join(stateDir, "grade", "sandboxes");
  await mkdir(folder, { recursive: true });
  const gone = ownerMark(spawnSync(process.execPath, ["--version"]).pid);
  await writeFile(path.join(folder, `groundwork-${gone}-1.json.${gone}.2.tmp`), "{");
  const running = `groundwork-${ownerMark()}-1.json.${ownerMark()}.2.tmp`;
  await writeFile(path.join(folder, running), "{");
  expect(await sweepSandboxes(stateDir, layout)).toBe(0);
  expect(await readdir(folder)).toEqual([running]);
});
