import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { withLock } from "./lock.ts";

function lockFile(): string {
  const top = mkdtempSync(join(tmpdir(), "gw-lock-"));
  onTestFinished(() => rmSync(top, { recursive: true }));
  return join(top, "made-on-the-way", "lock");
}

test("two pieces of work never overlap, and the second is told whom it waits for", async () => {
  const path = lockFile();
  const seen: string[] = [];
  const waitedFor: number[] = [];
  const work = (name: string) => async () => {
    seen.push(`${name} begins`);
    await sleep(150);
    seen.push(`${name} ends`);
  };
  await Promise.all([
    withLock(path, work("one")),
    withLock(path, work("two"), { onWait: (pid) => waitedFor.push(pid) }),
  ]);
  expect(seen).toEqual(["one begins", "one ends", "two begins", "two ends"]);
  expect(waitedFor).toEqual([process.pid]);
  expect(existsSync(path)).toBe(false);
});

test.for([
  ["a process that is gone", "4194999 12345"],
  ["an earlier process with an id that is used again", `${process.pid} 1`],
] as const)("the lock of %s is taken over", async ([, owner]) => {
  const path = lockFile();
  await withLock(path, async () => {});
  writeFileSync(path, owner);
  expect(await withLock(path, async () => "done")).toBe("done");
});

test("the lock is free again after a failure, and waiting can be called off", async () => {
  const path = lockFile();
  await expect(withLock(path, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await withLock(path, async () => {
    await expect(withLock(path, async () => {}, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
  });
});
