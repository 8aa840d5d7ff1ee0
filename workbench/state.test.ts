import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { readJson, stateDir, writeJson } from "./state.ts";

const schema = z.strictObject({ a: z.number() });
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "groundwork-state-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test("the state folder is the project's, unless another one is named", () => {
  expect(stateDir({})).toMatch(/[\\/]\.groundwork$/);
  expect(stateDir({ GROUNDWORK_STATE: folder })).toBe(folder);
});

test("what is written is read back, and nothing else is left beside it", async () => {
  const path = join(folder, "deep", "a.json");
  await writeJson(path, { a: 1 });
  await writeJson(path, { a: 2 });
  expect(await readJson(path, schema, () => undefined)).toEqual({ a: 2 });
  expect(await readdir(join(folder, "deep"))).toEqual(["a.json"]);
});

test("no file is no problem", async () => {
  const problems: string[] = [];
  expect(await readJson(join(folder, "none.json"), schema, (text) => problems.push(text))).toBeNull();
  expect(problems).toEqual([]);
});

test.each(["", "{", "null", '{"a":"1"}', '{"a":1,"b":2}'])(
  "a damaged file is set aside: %j",
  async (text) => {
    const path = join(folder, "a.json");
    await writeFile(path, text);
    const problems: string[] = [];
    expect(await readJson(path, schema, (problem) => problems.push(problem))).toBeNull();
    expect(problems).toHaveLength(1);
    expect(await readFile(`${path}.broken`, "utf8")).toBe(text);
    expect(await readdir(folder)).toEqual(["a.json.broken"]);
  },
);
