import { expect, test } from "vitest";
import { EXPERIMENTS_DIR } from "../../workbench/project.ts";
import { listExperiments } from "../../workbench/record/store.ts";
import { groundwork } from "./command.ts";

for (const id of await listExperiments(EXPERIMENTS_DIR)) {
  test(`what ${id} shows is what happens`, async () => {
    const ended = await groundwork(["record", id, "--check"]);
    expect(ended.code, `${ended.stdout}\n${ended.stderr}`).toBe(0);
  });
}
