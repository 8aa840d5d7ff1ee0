import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { differenceFromLock, LOCK_FILE, readLock, withLocked, writeLock } from "./lock.ts";
import type { LockedBase } from "./lock.ts";

const locked: LockedBase = {
  reference: "alpine:3.24",
  origin: "stand-in",
  digest: `sha256:${"1".repeat(64)}`,
  repoDigest: null,
  packages: { musl: "1.2.5-3", "ca-certificates": "2025" },
  date: "2026-11-23",
};
const other = { ...locked, digest: `sha256:${"2".repeat(64)}` };

test.each<[string, LockedBase, LockedBase | undefined, string | null]>([
  ["the same", locked, locked, null],
  ["unknown to the lock", locked, undefined, "alpine: not in the lock file yet"],
  [
    "another origin",
    { ...other, origin: "registry", packages: null },
    locked,
    "alpine: origin registry, the lock has stand-in",
  ],
  [
    "newer packages",
    { ...other, packages: { musl: "1.2.5-4", "ca-certificates": "2025", busybox: "1" } },
    locked,
    "alpine: newer packages than the lock (busybox absent → 1, musl 1.2.5-3 → 1.2.5-4)",
  ],
  [
    "the same packages",
    other,
    locked,
    "alpine: another image than the lock's (222222222222, locked 111111111111)",
  ],
])("%s", (_, there, lock, expected) => {
  expect(differenceFromLock("alpine", there, lock)).toBe(expected);
});

test("a lock is written whole and read back, and other platforms stay", async () => {
  const folder = await mkdtemp(join(tmpdir(), "groundwork-lock-"));
  try {
    const path = join(folder, "bases.lock.json");
    const first = withLocked({ version: 1, platforms: {} }, "linux/arm64", { alpine: other });
    const both = withLocked(first, "linux/amd64", { debian: locked, alpine: locked });
    await writeLock(path, both);
    expect(await readLock(path, () => undefined)).toEqual(both);
    expect(Object.keys(both.platforms["linux/amd64"] ?? {})).toEqual(["alpine", "debian"]);
    expect(await readFile(path, "utf8")).toMatch(/\n$/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("the committed lock is one", async () => {
  const problems: string[] = [];
  const lock = await readLock(LOCK_FILE, (problem) => problems.push(problem));
  expect(problems).toEqual([]);
  expect(Object.keys(lock.platforms["linux/amd64"] ?? {})).toContain("debian-slim");
});
