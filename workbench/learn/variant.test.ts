import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadLab, type Lab } from "../lab/load.ts";
import { learnerOf } from "../lab/target.ts";
import { readLearner, VARIANT_FILE } from "../lab/variant-file.ts";
import { variantOf } from "../lab/variant.ts";
import { LABS_DIR } from "../project.ts";
import { startLab } from "./start.ts";

let dir = "";
let lab: Lab;
beforeEach(async () => {
  dir = path.join(await mkdtemp(path.join(tmpdir(), "gw-variant-")), "work");
  lab = await loadLab(LABS_DIR, "12-own-image");
});
afterEach(() => rm(path.dirname(dir), { recursive: true, force: true }));

test("a copy is filled in for its learner, and says whose it is", async () => {
  await startLab(lab, dir, "ada");
  expect(await readLearner(dir, lab.manifest)).toBe("ada");
  const brief = await readFile(path.join(dir, "BRIEF.md"), "utf8");
  expect(brief).toContain(String(variantOf(lab.manifest, "ada").user));
  expect(brief).not.toContain("{{");
  // A copy that nobody named still is somebody's own.
  await startLab(lab, `${dir}-2`);
  expect(await readLearner(`${dir}-2`, lab.manifest)).toMatch(/^[0-9a-f]{8}$/);
  await rm(`${dir}-2`, { recursive: true });
});

test("a variant file with other values, of another form, or none is refused in plain words", async () => {
  await startLab(lab, dir, "ada");
  const file = path.join(dir, VARIANT_FILE);
  const text = await readFile(file, "utf8");
  const own = String(variantOf(lab.manifest, "ada").user);
  await writeFile(file, text.replaceAll(own, "12345"));
  await expect(readLearner(dir, lab.manifest)).rejects.toThrow('are not those of "ada"');
  await writeFile(file, "{");
  await expect(readLearner(dir, lab.manifest)).rejects.toThrow("not as it was written");
  await rm(file);
  await expect(readLearner(dir, lab.manifest)).rejects.toThrow("another one for each learner");
});

test("whose values count: the grader's word, else the hand-in's, else the seed", async () => {
  await startLab(lab, dir, "ada");
  const handIn = { kind: "path", path: dir } as const;
  expect(await learnerOf(lab, handIn, "grace", "seed")).toBe("grace");
  expect(await learnerOf(lab, handIn, undefined, "seed")).toBe("ada");
  expect(await learnerOf(lab, { kind: "solution" }, undefined, "seed")).toBe("seed");
  const missing = { kind: "path", path: `${dir}-none` } as const;
  await expect(learnerOf(lab, missing, undefined, "seed")).rejects.toThrow("There is no folder");
});
