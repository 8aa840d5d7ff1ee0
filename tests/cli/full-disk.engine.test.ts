import { execFileSync } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { groundwork } from "./command.ts";

/** A folder on a file system of its own, and no room on it; null where we may not mount one. */
async function smallDisk(): Promise<string | null> {
  const folder = await mkdtemp(path.join(tmpdir(), "gw-full-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], { stdio: "pipe" });
  } catch {
    await remove();
    return null;
  }
  fill(path.join(folder, "filler"));
  onTestFinished(async () => {
    execFileSync("umount", [folder]);
    await remove();
  });
  return folder;
}

/** Writes until nothing more fits. */
function fill(file: string): void {
  const into = openSync(file, "w");
  try {
    for (;;) writeSync(into, Buffer.alloc(4096));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  } finally {
    closeSync(into);
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name));
}

test("a state folder on a full disk: exit 3, a text that says so, and no half of a file", async () => {
  const folder = await smallDisk();
  if (folder === null) {
    expect(process.getuid?.(), "root could not mount a file system for this test").not.toBe(0);
    return;
  }
  const { endpoint } = (await connectEngine()).facts;
  const { code, all } = await groundwork(["bases", "prefetch", "busybox"], {
    GROUNDWORK_STATE: folder,
    DOCKER_HOST: endpoint,
  });
  expect(code, all).toBe(3);
  expect(all).toContain("The disk is full: free some space");
  expect(all).not.toMatch(/^ {4}at /m);
  expect(await filesIn(folder)).toEqual([path.join(folder, "filler")]);
});
