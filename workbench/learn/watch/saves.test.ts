import { writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { differing, watchSaves } from "./saves.ts";

let folder = "";
const saved: string[] = [];
let missed = 0;

beforeEach(async () => {
  saved.length = 0;
  missed = 0;
  folder = await mkdtemp(path.join(tmpdir(), "gw saves ö-"));
  await mkdir(path.join(folder, "user"));
  await writeFile(path.join(folder, "user/Dockerfile"), "one");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function watching(events = true): Promise<void> {
  const watcher = await watchSaves(folder, {
    onSave: (file) => saved.push(file),
    onMissed: () => missed++,
    lookMs: 100,
    graceMs: events ? 4_000 : 300,
    events,
  });
  onTestFinished(() => watcher[Symbol.asyncDispose]());
}

const soon = { timeout: 8_000, interval: 20 };

test("a save is told by its path, also when an editor renames a file into place", async () => {
  await watching();
  await writeFile(path.join(folder, "user/Dockerfile"), "two and more");
  await vi.waitFor(() => expect(saved).toContain("user/Dockerfile"), soon);
  saved.length = 0;
  await writeFile(path.join(folder, "user/.Dockerfile.swp"), "three");
  await rename(path.join(folder, "user/.Dockerfile.swp"), path.join(folder, "user/Dockerfile"));
  await vi.waitFor(() => expect(saved).toContain("user/Dockerfile"), soon);
  expect(saved).not.toContain("user/.Dockerfile.swp");
});

test("where no event comes, the files' times tell, and this is said once", async () => {
  await watching(false);
  await writeFile(path.join(folder, "user/Dockerfile"), "two and more");
  await vi.waitFor(() => expect(missed).toBe(1), soon);
  expect(saved).toEqual(["user/Dockerfile"]);
  await utimes(path.join(folder, "user/Dockerfile"), new Date(), new Date(Date.now() + 5_000));
  await vi.waitFor(() => expect(saved).toHaveLength(2), soon);
  expect(missed).toBe(1);
});

test("where events come, nothing is said to be missed", async () => {
  await watching();
  for (const text of ["a", "bb", "ccc", "dddd"]) {
    await writeFile(path.join(folder, "user/Dockerfile"), text);
    await new Promise((resolve) => setTimeout(resolve, 350));
  }
  expect(saved.length).toBeGreaterThanOrEqual(4);
  expect(missed).toBe(0);
});

test("a save is told once, whether its event or our own look comes first", async () => {
  await watching();
  for (const text of ["a", "bb", "ccc", "dddd", "eeeee", "ffffff"]) {
    const before = saved.length;
    // The events wait while this process is busy, and the look may then be there first.
    writeFileSync(path.join(folder, "user/Dockerfile"), text);
    const end = Date.now() + 150;
    while (Date.now() < end);
    await vi.waitFor(() => expect(saved.length).toBeGreaterThan(before), soon);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(saved.length).toBe(before + 1);
  }
});

test("new, changed and gone files differ", () => {
  const before = new Map([
    ["a", "1"],
    ["b", "1"],
    ["c", "1"],
  ]);
  const after = new Map([
    ["a", "1"],
    ["b", "2"],
    ["d", "1"],
  ]);
  expect(differing(before, after).sort()).toEqual(["b", "c", "d"]);
});
