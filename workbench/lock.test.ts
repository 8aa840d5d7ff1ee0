import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { withLock } from "./lock.ts";

async function lockFile(): Promise<string> {
  const top = await mkdtemp(join(tmpdir(), "groundwork-lock-"));
  onTestFinished(() => rm(top, { recursive: true, force: true }));
  return join(top, "made-on-the-way", "a.lock");
}

const done = async (): Promise<string> => "done";
const never = (): Promise<never> => Promise.reject(new Error("it ran"));

/** Leaves a lock file with this text, as a process that died would. */
async function leave(path: string, text: string): Promise<void> {
  await withLock(path, done);
  await writeFile(path, text);
}

/** A process id that was just used and is free again. */
function deadPid(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

const holder = (changes: object): string =>
  JSON.stringify({ pid: process.pid, started: null, host: hostname(), token: "t", ...changes });

test("work under one lock never overlaps, each who waits is told once for whom, and nothing is left", async () => {
  const path = await lockFile();
  let inside = 0;
  let most = 0;
  const waitedFor: number[] = [];
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(20);
    inside -= 1;
  };
  const onWait = (pid: number) => waitedFor.push(pid);
  await Promise.all([1, 2, 3].map(() => withLock(path, work, { onWait })));
  expect([most, waitedFor]).toEqual([1, [process.pid, process.pid]]);
  expect(await readdir(dirname(path))).toEqual([]);
});

test("work that fails gives the lock back", async () => {
  const path = await lockFile();
  await expect(withLock(path, never)).rejects.toThrow("it ran");
  expect(await withLock(path, done)).toBe("done");
});

test.each([
  ["whose process is gone", () => holder({ pid: deadPid() })],
  ["of an earlier process whose id is used again", () => holder({ started: "1" })],
  ["that nobody can read", () => "half a li"],
])("a lock %s is taken over without waiting", async (_, text) => {
  const path = await lockFile();
  await leave(path, text());
  const onWait = (pid: number) => expect.unreachable(`waited for ${pid}`);
  expect(await withLock(path, done, { onWait })).toBe("done");
});

test.each([
  ["a lock from before the machine's last start", holder({}), new Date(0)],
  ["another machine's lock, once it is old", holder({ host: "elsewhere" }), new Date(Date.now() - 3_600_000)],
])("%s is taken over", async (_, text, written) => {
  const path = await lockFile();
  await leave(path, text);
  await utimes(path, written, written);
  expect(await withLock(path, done)).toBe("done");
});

test.each([
  ["a living process", holder({})],
  ["another machine", holder({ host: "elsewhere", pid: 1 })],
])("%s is waited for, and the waiting can be called off", async (_, text) => {
  const path = await lockFile();
  await leave(path, text);
  await expect(withLock(path, never, { signal: AbortSignal.timeout(60) })).rejects.toThrow(/abort/i);
});

test("a clock that is set forward takes no lock from a living process that tells when it started", async () => {
  const path = await lockFile();
  const holding = withLock(path, () => sleep(300, "held"));
  await expect.poll(() => existsSync(path)).toBe(true);
  // To a clock set forward, the lock looks as old as this.
  await utimes(path, new Date(0), new Date(0));
  const waited: number[] = [];
  const onWait = (pid: number) => waited.push(pid);
  expect(await withLock(path, done, { onWait })).toBe("done");
  expect([await holding, waited]).toEqual(["held", existsSync("/proc/self/stat") ? [process.pid] : []]);
});

test("of many that find the same dead lock, one at a time takes over", async () => {
  const path = await lockFile();
  await leave(path, holder({ pid: deadPid() }));
  let inside = 0;
  const work = async (): Promise<number> => {
    inside += 1;
    await sleep(5);
    return inside--;
  };
  const seen = await Promise.all(Array.from({ length: 8 }, () => withLock(path, work)));
  expect(seen).toEqual(seen.map(() => 1));
});
