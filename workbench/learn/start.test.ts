import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadLab, type Lab } from "../lab/load.ts";
import { LABS_DIR } from "../project.ts";
import { labFolder, openLearner, type Learner } from "./learner.ts";
import { beginLab, copyStarter } from "./start.ts";

let work = "";
let lab: Lab;
let learner: Learner;

beforeEach(async () => {
  work = await mkdtemp(path.join(tmpdir(), "gw start ä-"));
  learner = openLearner({
    env: { GROUNDWORK_WORK: work },
    onProblem: (message) => {
      throw new Error(message);
    },
  });
  lab = await loadLab(LABS_DIR, "03-scratch");
});

afterEach(() => rm(work, { recursive: true, force: true }));

test("the first start copies the whole starter, the second one keeps what the learner wrote", async () => {
  const dir = labFolder(learner, "03-scratch");
  expect(await beginLab(learner, lab)).toEqual({ folder: dir, made: true });
  const files = async (folder: string): Promise<string[]> =>
    (await readdir(folder, { recursive: true })).sort();
  expect(await files(dir)).toEqual(await files(path.join(lab.dir, "starter")));

  await writeFile(path.join(dir, "answers.json"), "mine");
  await rm(path.join(dir, "static"), { recursive: true });
  expect((await beginLab(learner, lab)).made).toBe(false);
  expect(await readFile(path.join(dir, "answers.json"), "utf8")).toBe("mine");
  expect(await readdir(dir)).not.toContain("static");
});

test("a start that fails leaves nothing", async () => {
  const broken = { ...lab, dir: path.join(work, "no-such-lab") };
  await expect(copyStarter(broken, path.join(work, "03-scratch"))).rejects.toThrow("ENOENT");
  expect(await readdir(work)).toEqual([]);
});

test("a copy under a former name of the lab moves along, with the learner's work in it", async () => {
  await mkdir(path.join(work, "02-nothing"));
  await writeFile(path.join(work, "02-nothing", "answers.json"), "mine");
  const renamed = { ...lab, manifest: { ...lab.manifest, formerly: ["02-nothing"] } };
  const { folder, made } = await beginLab(learner, renamed);
  expect(made).toBe(false);
  expect(await readFile(path.join(folder, "answers.json"), "utf8")).toBe("mine");
  expect(await readdir(work)).toEqual(["03-scratch"]);
});
