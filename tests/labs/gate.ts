import { describe, expect, test } from "vitest";
import { loadLab } from "../../workbench/lab/load.ts";
import type { Expectation, Manifest } from "../../workbench/lab/manifest.ts";
import { renderResult } from "../../workbench/lab/report.ts";
import { labResultSchema, type LabResult } from "../../workbench/lab/results.ts";
import { LABS_DIR } from "../../workbench/project.ts";
import { groundwork } from "./command.ts";
import { expectGolden } from "./golden.ts";

/**
 * What makes a lab trustworthy: the solution passes, the starter and each trap fail at the declared task for the
 * declared reason, and the text a learner then reads is as the golden file says. Run through the command, as by a learner.
 */
export async function gateLab(id: string): Promise<void> {
  const { manifest } = await loadLab(LABS_DIR, id);
  describe(id, () => {
    test("the solution passes", async () => {
      const result = await check(id, ["--solution"]);
      expect(result.verdict, renderResult(result, false)).toBe("pass");
      await expectGolden(id, "solution", result);
    });
    test("the starter fails, where and why the manifest says", async () => {
      const result = await check(id, ["--starter"]);
      expectFailure(result, manifest.starter);
      await expectGolden(id, "starter", result);
    });
    for (const [name, expected] of Object.entries(manifest.traps)) {
      test(`the trap ${name} fails, where and why the manifest says`, async () => {
        const result = await check(id, ["--trap", name, "--task", expected.failsAt]);
        expectFailure(result, expected);
        await expectGolden(id, `trap-${name}`, result);
      });
    }
    checkPoints(manifest);
  });
}

function checkPoints(manifest: Manifest): void {
  test("the tasks' points add up to 100", () => {
    expect(manifest.tasks.reduce((sum, task) => sum + task.points, 0)).toBe(100);
  });
}

function expectFailure(result: LabResult, expected: Expectation): void {
  const text = renderResult(result, false);
  const first = result.tasks.find((task) => task.verdict !== "pass");
  expect({ failsAt: first?.id, reason: first?.failure?.code, verdict: first?.verdict }, text).toEqual({
    failsAt: expected.failsAt,
    reason: expected.reason,
    verdict: "fail",
  });
  expect(text).toContain(expected.says);
}

/** Runs `groundwork lab check` with a fixed seed; exit codes 0 and 1 are results, anything else is a fault of ours. */
async function check(id: string, target: readonly string[]): Promise<LabResult> {
  const ended = await groundwork(["lab", "check", id, ...target, "--seed", "golden", "--json"]);
  expect([0, 1], `it ended with ${ended.code}\n${ended.stdout}\n${ended.stderr}`).toContain(ended.code);
  return labResultSchema.parse(JSON.parse(ended.stdout));
}
