import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EngineFault } from "../../../engine/errors.ts";
import { SandboxGroup } from "../cgroup/group.ts";
import type { CgroupLayout } from "../cgroup/layout.ts";
import type { Places } from "./places.ts";

const DETACH_MS = 10_000;
const POLL_MS = 10;

/**
 * Takes a sandbox down, whoever made it: kills all of its processes, waits until the kernel has let go of its disk, and
 * removes disk, folder and groups. What is gone already is no error.
 * @throws EngineFault when a process does not end, or the disk stays in use; then the rest is left for a later try
 */
export async function removeSandbox(places: Places, layout: CgroupLayout): Promise<void> {
  await endSandbox(places, layout);
  await rm(places.image, { force: true });
  await rm(places.root, { recursive: true, force: true });
}

/** The first half of it: nothing runs any more, and the disk is whole and free. */
export async function endSandbox(places: Places, layout: CgroupLayout): Promise<void> {
  const group = new SandboxGroup(layout, places.name);
  if (!(await group.kill())) throw stuck(places, "a process of it does not end");
  // The mounts go with the last process of their namespace, a moment after it.
  const end = Date.now() + DETACH_MS;
  while (await isAttached(places.image)) {
    if (Date.now() > end) throw stuck(places, "its disk stays in use");
    await sleep(POLL_MS);
  }
  await group.remove();
}

/** Whether a loop device still stands on a file. */
async function isAttached(image: string): Promise<boolean> {
  if (!existsSync(image)) return false;
  const devices = await readdir("/sys/block").catch(() => []);
  const files = await Promise.all(
    devices
      .filter((name) => name.startsWith("loop"))
      .map((name) => readFile(path.join("/sys/block", name, "loop/backing_file"), "utf8").catch(() => "")),
  );
  return files.some((file) => file.trimEnd() === image);
}

function stuck({ name }: Places, why: string): EngineFault {
  return new EngineFault(
    `The sandbox ${name} could not be taken down: ${why}.`,
    "Run `groundwork clean` in a minute, or restart the machine.",
  );
}
