import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadLab, type Lab } from "../lab/load.ts";
import { LABS_DIR } from "../project.ts";
import { startLab, workDirOf } from "./start.ts";

let project = "";
let lab: Lab;

beforeEach(async () => {
  project = await mkdtemp(path.join(tmpdir(), "gw-start-"));
  lab = await loadLab(LABS_DIR, "03-scratch");
});

afterEach(() => rm(project, { recursive: true, force: true }));

test("the first start copies the whole starter, the second one keeps what the learner wrote", async () => {
  const dir = workDirOf(project, "03-scratch");
  expect(await startLab(lab, dir)).toBe(true);
  const files = async (folder: string): Promise<string[]> =>
    (await readdir(folder, { recursive: true })).sort();
  expect(await files(dir)).toEqual(await files(path.join(lab.dir, "starter")));

  await writeFile(path.join(dir, "answers.json"), "mine");
  await rm(path.join(dir, "static"), { recursive: true });
  expect(await startLab(lab, dir)).toBe(false);
  expect(await readFile(path.join(dir, "answers.json"), "utf8")).toBe("mine");
  expect(await readdir(dir)).not.toContain("static");
});

test("a start that fails leaves nothing", async () => {
  const work = path.join(project, "work");
  await mkdir(work);
  const broken = { ...lab, dir: path.join(project, "no-such-lab") };
  await expect(startLab(broken, path.join(work, "03-scratch"))).rejects.toThrow("ENOENT");
  expect(await readdir(work)).toEqual([]);
});
