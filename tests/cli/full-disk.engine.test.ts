import path from "node:path";
import { expect, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { filesBelow } from "../classroom/scene.ts";
import { fill, smallDisk } from "../classroom/small-disk.ts";
import { groundwork } from "./command.ts";

test("a state folder on a full disk: exit 3, a text that says so, and no half of a file", async () => {
  const folder = await smallDisk();
  if (folder === null) {
    expect(process.getuid?.(), "root could not mount a file system for this test").not.toBe(0);
    return;
  }
  fill(path.join(folder, "filler"));
  const { endpoint } = (await connectEngine()).facts;
  const { code, all } = await groundwork(["bases", "prefetch", "busybox"], {
    GROUNDWORK_STATE: folder,
    DOCKER_HOST: endpoint,
  });
  expect(code, all).toBe(3);
  expect(all).toContain("The disk is full: free some space");
  expect(all).not.toMatch(/^ {4}at /m);
  expect(await filesBelow(folder)).toEqual([path.join(folder, "filler")]);
});
