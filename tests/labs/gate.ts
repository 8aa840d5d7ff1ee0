import { beforeAll, describe, expect, test } from "vitest";
import { casesOf } from "../../workbench/course/judge.ts";
import { courseCheckSchema, type CaseResult } from "../../workbench/course/schema.ts";
import { loadLab } from "../../workbench/lab/load.ts";
import type { Manifest } from "../../workbench/lab/manifest.ts";
import { LABS_DIR } from "../../workbench/project.ts";
import { groundwork } from "./command.ts";
import { expectGolden } from "./golden.ts";

/** Milliseconds for all hand-ins of one lab: about a dozen, each with several builds. */
const LAB_MS = 900_000;

/**
 * What makes a lab trustworthy: the solution passes, the starter and each trap fail at the declared task for the
 * declared reason, and the text a learner then reads is as the golden file says. Run by `groundwork course check`.
 * And what makes its chapter trustworthy: each observation is seen again. Both here, so that chapters run side by side.
 */
export async function gateLab(id: string): Promise<void> {
  const { manifest } = await loadLab(LABS_DIR, id);
  describe(id, () => {
    let cases: readonly CaseResult[] = [];
    beforeAll(async () => {
      cases = await check(id);
    }, LAB_MS);
    for (const { name } of casesOf(manifest)) {
      test(`${name} does what the manifest says`, async () => {
        const found = cases.find((each) => each.name === name);
        if (!found) throw new Error(`course check told nothing of ${name}`);
        expect(found.objections).toEqual([]);
        await expectGolden(id, name.replace(":", "-"), found.result);
      });
    }
    checkPoints(manifest);
    test(
      "what its chapter shows is what happens",
      async () => {
        const ended = await groundwork(["record", id, "--check"]);
        expect(ended.code, `${ended.stdout}\n${ended.stderr}`).toBe(0);
      },
      LAB_MS,
    );
  });
}

function checkPoints(manifest: Manifest): void {
  test("the tasks' points add up to 100", () => {
    expect(manifest.tasks.reduce((sum, task) => sum + task.points, 0)).toBe(100);
  });
}

/** Runs `groundwork course check` with a fixed seed; exit codes 0 and 1 are results, anything else is a fault of ours. */
async function check(id: string): Promise<readonly CaseResult[]> {
  const args = ["course", "check", id, "--all", "--jobs", "1", "--seed", "golden", "--json"];
  const ended = await groundwork(args);
  expect([0, 1], `it ended with ${ended.code}\n${ended.stdout}\n${ended.stderr}`).toContain(ended.code);
  const [lab] = courseCheckSchema.parse(JSON.parse(ended.stdout)).labs;
  return lab?.cases ?? [];
}
