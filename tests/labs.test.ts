import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { listLabs } from "../workbench/lab/load.ts";
import { EXPERIMENTS_DIR, LABS_DIR, PROJECT_DIR } from "../workbench/project.ts";
import { listExperiments } from "../workbench/record/store.ts";

test("every lab is held to its promises by a gate of its own", async () => {
  const labs = await listLabs(LABS_DIR);
  const gates = labs.filter((id) => existsSync(path.join(PROJECT_DIR, "tests", "labs", `${id}.test.ts`)));
  expect(gates).toEqual(labs);
});

test("every experiment has a lab, whose gate records it again", async () => {
  const labs = await listLabs(LABS_DIR);
  expect((await listExperiments(EXPERIMENTS_DIR)).filter((id) => !labs.includes(id))).toEqual([]);
});
