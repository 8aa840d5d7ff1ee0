import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openProgress } from "./file.ts";
import { NewerProgress } from "./parse.ts";
import { NO_PROGRESS, PROGRESS_FORMAT } from "./schema.ts";

let work = "";
const told: string[] = [];
const open = () => openProgress(work, (message) => told.push(message));

beforeEach(async () => {
  told.length = 0;
  work = await mkdtemp(path.join(tmpdir(), "gw work ä-"));
});

afterEach(() => rm(work, { recursive: true, force: true }));

test("no file is no progress, and reading makes none", async () => {
  expect(await open().read()).toEqual(NO_PROGRESS);
  expect(await readdir(work)).toEqual([]);
});

test("what is written is read back, and nothing else is left in the folder", async () => {
  const current = { lab: "03-scratch", task: "static", at: new Date().toISOString() };
  await open().update((before) => ({ ...before, current }));
  expect((await open().read()).current).toEqual(current);
  expect(await readdir(work)).toEqual(["progress.json"]);
});

test("a file of a newer Groundwork is left as it is, whether it is read or written", async () => {
  const text = JSON.stringify({ format: "groundwork.progress/7", more: true });
  await writeFile(path.join(work, "progress.json"), text);
  await expect(open().read()).rejects.toBeInstanceOf(NewerProgress);
  await expect(open().update((before) => ({ ...before, labs: {} }))).rejects.toBeInstanceOf(NewerProgress);
  expect(await readFile(path.join(work, "progress.json"), "utf8")).toBe(text);
});

test.each(["read", "update"] as const)("a damaged file is kept aside and said once: %s", async (how) => {
  await writeFile(path.join(work, "progress.json"), '{"format": "groundwork.prog');
  const file = open();
  if (how === "read") expect(await file.read()).toEqual(NO_PROGRESS);
  else await file.update((before) => ({ ...before, labs: {} }));
  const aside = (await readdir(work)).find((name) => name.startsWith("progress.broken-"));
  expect(await readFile(path.join(work, aside ?? ""), "utf8")).toBe('{"format": "groundwork.prog');
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(aside);
  await file.read();
  expect(told).toHaveLength(1);
});

test("two processes that write at once lose nothing of each other's", async () => {
  const script = `
    import { openProgress } from ${JSON.stringify(new URL("./file.ts", import.meta.url).href)};
    const [work, who] = process.argv.slice(1);
    const file = openProgress(work, (message) => { throw new Error(message); });
    for (let n = 0; n < 12; n++)
      await file.update((before) => ({ ...before, labs: { ...before.labs, [who + n]: { startedAt: null, tasks: {} } } }));
  `;
  const run = promisify(execFile);
  const start = (who: string) => run(process.execPath, ["--input-type=module", "-e", script, work, who]);
  await Promise.all([start("a"), start("b"), start("c")]);
  expect(Object.keys((await open().read()).labs)).toHaveLength(36);
  expect(JSON.parse(await readFile(path.join(work, "progress.json"), "utf8"))).toHaveProperty(
    "format",
    PROGRESS_FORMAT,
  );
});
