import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { listLabs } from "../workbench/lab/load.ts";
import { LABS_DIR, PROJECT_DIR } from "../workbench/project.ts";

test("every lab is held to its promises by a gate of its own", async () => {
  const labs = await listLabs(LABS_DIR);
  const gates = labs.filter((id) => existsSync(path.join(PROJECT_DIR, "tests", "labs", `${id}.test.ts`)));
  expect(gates).toEqual(labs);
});
