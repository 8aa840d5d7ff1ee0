// Names and places as people write them. cspell:ignore Kolkata weigth
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BadInput } from "../../lab/errors.ts";
import { LABS_DIR } from "../../project.ts";
import { learnerFor } from "./learner.ts";
import { loadAssignment } from "./load.ts";
import { newAssignment } from "./new.ts";

let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "gw-assignment-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const GOOD = {
  format: "groundwork.assignment/1",
  id: "one",
  title: "One",
  labs: [{ lab: "10-surface" }],
  variantSeed: "x",
};

async function load(changes: object): Promise<string> {
  // JSON is YAML.
  await writeFile(path.join(dir, "assignment.yaml"), JSON.stringify({ ...GOOD, ...changes }));
  try {
    await loadAssignment(dir, LABS_DIR);
    return "fine";
  } catch (error) {
    if (error instanceof BadInput) return error.message.replaceAll(`${dir}/`, "");
    throw error;
  }
}

test.each([
  [{}, "fine"],
  [
    { labs: [{ lab: "10-surfaces" }] },
    'assignment.yaml: labs.0.lab: there is no lab "10-surfaces"; the labs are 01-base-image',
  ],
  [
    { labs: [{ lab: "10-surface" }, { lab: "10-surface" }] },
    'assignment.yaml: labs.1.lab: "10-surface" stands twice; remove one',
  ],
  [
    { labs: [{ lab: "10-surface", tasks: { nope: 1 } }] },
    'assignment.yaml: labs.0.tasks: "nope" is no task of 10-surface; its tasks are predict',
  ],
  [{ labs: [] }, "assignment.yaml: labs: "],
  [{ weigth: 1 }, 'assignment.yaml: (top level): unknown key "weigth"; remove it or correct its spelling'],
  [{ due: "2026-11-20" }, "assignment.yaml: due: "],
  [{ due: "2026-11-20T10:00:00" }, "assignment.yaml: due: "],
  [{ lateUntil: "2026-11-20T10:00:00Z" }, "assignment.yaml: lateUntil: there is no due date"],
  [
    { due: "2026-11-20T10:00:00Z", lateUntil: "2026-11-20T10:30:00+01:00" },
    "assignment.yaml: lateUntil: it is before the due date",
  ],
  [{ variantSeed: "a seed" }, "assignment.yaml: variantSeed: letters, digits"],
  [{ late: { kind: "percent" } }, "assignment.yaml: late"],
  [{ privateTests: "none" }, "assignment.yaml: privateTests: there is no folder none; make it, or set null"],
  [
    { privateTests: "private" },
    "assignment.yaml: privateTests: 03-scratch/ is no lab of this assignment; its labs are 10-surface\nassignment.yaml: privateTests: 10-surface/ has no private.test.ts",
  ],
  [{ handout: "assignment.yaml" }, "assignment.yaml: handout: there is no folder"],
])("%j: %s", async (changes, says) => {
  for (const lab of ["03-scratch", "10-surface"])
    await mkdir(path.join(dir, "private", lab), { recursive: true });
  expect((await load(changes)).slice(0, says.length)).toBe(says);
});

test("no file, no YAML", async () => {
  await expect(loadAssignment(dir, LABS_DIR)).rejects.toThrow("There is no");
  await writeFile(path.join(dir, "assignment.yaml"), "a: [");
  await expect(loadAssignment(dir, LABS_DIR)).rejects.toThrow("is no valid YAML");
});

test("a new assignment is as it was said, with tests of one's own; and never written over another", async () => {
  const said = { id: "one", title: 'One: "small"', labs: [{ lab: "10-surface" }], variantSeed: "x" };
  const folder = path.join(dir, "deep", "one");
  const made = await newAssignment(folder, said, true, LABS_DIR);
  expect(made.assignment).toMatchObject({ ...said, labs: [{ lab: "10-surface", weight: 1 }], due: null });
  expect(made.privateDir).toBe(path.join(folder, "private"));
  await expect(newAssignment(folder, said, true, LABS_DIR)).rejects.toThrow("is there already");
  await expect(newAssignment(`${folder}-2`, { ...said, id: "A B" }, false, LABS_DIR)).rejects.toThrow(
    "id: lower-case",
  );
  await expect(
    newAssignment(`${folder}-2`, { ...said, labs: [{ lab: "x" }] }, false, LABS_DIR),
  ).rejects.toThrow(`${folder}-2${path.sep}assignment.yaml: labs.0.lab: there is no lab "x"`);
});

test.each([
  [{ key: "1", login: "Ada.B" }, "x.ada.b"],
  [{ key: "1001", login: null }, "x.1001"],
  [{ key: "Björn Øst", login: null }, "x.bjorn-st"],
  [{ key: "李", login: null }, "x.c16667ca"],
])("%j works as the learner %s", (student, learner) => {
  expect(learnerFor("x", student)).toBe(learner);
});
