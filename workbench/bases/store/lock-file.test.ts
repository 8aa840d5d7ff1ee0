import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "./lock-file.ts";

let folder = "";
let path = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "groundwork-lock-"));
  path = join(folder, "sub", "a.lock");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process id that was just used and is free again. */
function deadPid(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

test("work under one lock never overlaps", async () => {
  let inside = 0;
  let most = 0;
  let waits = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(20);
    inside -= 1;
  };
  await Promise.all([1, 2, 3].map(() => withLock(path, work, () => (waits += 1))));
  expect([most, waits]).toEqual([1, 2]);
  expect(await readdir(join(folder, "sub"))).toEqual([]);
});

test("work that fails gives the lock back", async () => {
  const failing = withLock(
    path,
    () => Promise.reject(new Error("no")),
    () => undefined,
  );
  await expect(failing).rejects.toThrow("no");
  expect(
    await withLock(
      path,
      () => Promise.resolve(1),
      () => undefined,
    ),
  ).toBe(1);
});

test.each([
  ["whose process is gone", () => JSON.stringify({ pid: deadPid(), host: hostname(), token: "t" })],
  ["that nobody can read", () => "half a li"],
])("a lock %s is taken over", async (_, text) => {
  await withLock(
    path,
    () => Promise.resolve(),
    () => undefined,
  );
  await writeFile(path, text());
  expect(
    await withLock(
      path,
      () => Promise.resolve(1),
      () => undefined,
    ),
  ).toBe(1);
});

test("waiting for a living process can be cancelled", async () => {
  await withLock(
    path,
    () => Promise.resolve(),
    () => undefined,
  );
  await writeFile(path, JSON.stringify({ pid: process.pid, host: hostname(), token: "t" }));
  const signal = AbortSignal.timeout(50);
  const never = (): Promise<never> => Promise.reject(new Error("it ran"));
  await expect(withLock(path, never, () => undefined, signal)).rejects.toThrow(/abort/i);
});
