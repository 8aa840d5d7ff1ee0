import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadLab, type Lab } from "../lab/load.ts";
import { learnerOf } from "../lab/target.ts";
import { readLearner, VARIANT_FILE } from "../lab/variant-file.ts";
import { variantOf } from "../lab/variant.ts";
import { LABS_DIR } from "../project.ts";
import { diffOf } from "./diff.ts";
import { labFolder, openLearner } from "./learner.ts";
import { resetWork } from "./reset.ts";
import { beginLab, copyStarter } from "./start.ts";

function fail(message: string): never {
  throw new Error(message);
}

let dir = "";
let lab: Lab;
beforeEach(async () => {
  dir = path.join(await mkdtemp(path.join(tmpdir(), "gw-variant-")), "work");
  lab = await loadLab(LABS_DIR, "12-own-image");
});
afterEach(() => rm(path.dirname(dir), { recursive: true, force: true }));

test("a copy is filled in for its learner, and says whose it is", async () => {
  await copyStarter(lab, dir, "ada");
  expect(await readLearner(dir, lab.manifest)).toBe("ada");
  const brief = await readFile(path.join(dir, "BRIEF.md"), "utf8");
  expect(brief).toContain(JSON.stringify(variantOf(lab.manifest, "ada")["user"]));
  expect(brief).not.toContain("{{");
  // A copy that nobody named still is somebody's own.
  await copyStarter(lab, `${dir}-2`);
  expect(await readLearner(`${dir}-2`, lab.manifest)).toMatch(/^[0-9a-f]{8}$/);
  await rm(`${dir}-2`, { recursive: true });
});

test("a variant file with other values, of another form, or none is refused in plain words", async () => {
  await copyStarter(lab, dir, "ada");
  const file = path.join(dir, VARIANT_FILE);
  const text = await readFile(file, "utf8");
  const own = JSON.stringify(variantOf(lab.manifest, "ada")["user"]);
  await writeFile(file, text.replaceAll(own, "12345"));
  await expect(readLearner(dir, lab.manifest)).rejects.toThrow('are not those of "ada"');
  await writeFile(file, "{");
  await expect(readLearner(dir, lab.manifest)).rejects.toThrow("not as it was written");
  await rm(file);
  await expect(readLearner(dir, lab.manifest)).rejects.toThrow("another one for each learner");
});

test("whose values count: the grader's word, else the hand-in's, else the seed", async () => {
  await copyStarter(lab, dir, "ada");
  const handIn = { kind: "path", path: dir } as const;
  expect(await learnerOf(lab, handIn, "grace", "seed")).toBe("grace");
  expect(await learnerOf(lab, handIn, undefined, "seed")).toBe("ada");
  expect(await learnerOf(lab, { kind: "solution" }, undefined, "seed")).toBe("seed");
  const missing = { kind: "path", path: `${dir}-none` } as const;
  await expect(learnerOf(lab, missing, undefined, "seed")).rejects.toThrow("There is no folder");
});

test("diff, reset and solution speak of the learner's own values, and a reset keeps the name", async () => {
  const learner = openLearner({ env: { GROUNDWORK_WORK: path.dirname(dir) }, onProblem: fail });
  const taskOf = (id: string) => lab.manifest.tasks.find((task) => task.id === id);
  await beginLab(learner, lab, "ada");
  const own = `USER ${JSON.stringify(variantOf(lab.manifest, "ada")["user"])}`;
  const [tool] = await diffOf(learner, lab, taskOf("tool"), "starter");
  expect(tool?.patch).toBe("");
  const [solved] = await diffOf(learner, lab, taskOf("web"), "solution");
  expect(solved?.patch).toContain(`-${own}\n`);
  const mine = labFolder(learner, lab.manifest.id);
  const before = await readFile(path.join(mine, "tool", "Dockerfile"), "utf8");
  await writeFile(path.join(mine, "tool", "Dockerfile"), "FROM scratch\n");
  await resetWork(learner, lab, taskOf("tool"));
  expect(await readFile(path.join(mine, "tool", "Dockerfile"), "utf8")).toBe(before);
  await resetWork(learner, lab);
  expect(await readLearner(mine, lab.manifest)).toBe("ada");
});
