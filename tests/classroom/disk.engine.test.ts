import { symlink } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { labResultSchema } from "../../workbench/lab/results.ts";
import { groundwork } from "../cli/command.ts";
import { fill, smallDisk } from "./small-disk.ts";
import { filesBelow, handIn, ownState, testFolder } from "./scene.ts";

const { endpoint: DOCKER_HOST } = (await connectEngine()).facts;

test("a full disk: what is ready still runs, and what must write says so and leaves no half of a file", async () => {
  const disk = await smallDisk();
  if (disk === null) {
    expect(process.getuid?.(), "root could not mount a file system for this test").not.toBe(0);
    return;
  }
  const top = await testFolder();
  const dir = await handIn(path.join(top, "hand-in"));
  // What is remembered lies on the full disk; a link needs no room.
  const ready = await ownState(path.join(top, "ready"), "all");
  for (const part of ["bases", "programs"]) await symlink(path.join(ready, part), path.join(disk, part));
  fill(path.join(disk, "filler"));
  const before = await filesBelow(disk);
  const check = ["lab", "check", "03-scratch", "--path", dir, "--task", "static", "--json"];

  const passes = await groundwork(check, { DOCKER_HOST, GROUNDWORK_STATE: disk });
  expect(passes.code, passes.all).toBe(0);
  expect(labResultSchema.parse(JSON.parse(passes.stdout)).tasks).toMatchObject([{ verdict: "pass" }]);

  const noRoom = await groundwork(check, { DOCKER_HOST, GROUNDWORK_STATE: ready, TMPDIR: disk });
  expect(noRoom.code, noRoom.all).toBe(3);
  expect(noRoom.all).toContain("The disk is full: free some space");
  expect(noRoom.all).not.toMatch(/^ {4}at |should not happen/m);
  expect(await filesBelow(disk)).toEqual(before);
});
