import { execFileSync } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** A folder on a file system of its own, of one megabyte; null where we may not mount one. */
export async function smallDisk(): Promise<string | null> {
  const folder = await mkdtemp(path.join(tmpdir(), "gw-full-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], { stdio: "pipe" });
  } catch {
    await remove();
    return null;
  }
  onTestFinished(async () => {
    execFileSync("umount", [folder]);
    await remove();
  });
  return folder;
}

/** Writes a file until nothing more fits on its disk. */
export function fill(file: string): void {
  const into = openSync(file, "w");
  try {
    for (;;) writeSync(into, Buffer.alloc(4096));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  } finally {
    closeSync(into);
  }
}
