import { openSandboxClass, sandboxLimitsSchema, type Sandbox } from "../../workbench/grade/sandbox/index.ts";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { LEARNER_BASE } from "../../workbench/lab/kit/learner-container.ts";
import { loadLab, type Lab } from "../../workbench/lab/load.ts";
import { openRunner } from "../../workbench/lab/runner/open.ts";
import type { LabResult } from "../../workbench/lab/results.ts";
import { stateDir } from "../../workbench/state.ts";
import { LABS_DIR } from "../../workbench/project.ts";

export interface Solved {
  readonly result: LabResult;
  /** Limits that the lab's own solution met; there must be none. */
  readonly breaches: readonly string[];
}

/** Checks a lab's own solution in a sandbox with the limits that a class has by default, as a hand-in is. */
export async function solveInSandbox(id: string, onProgress: (line: string) => void): Promise<Solved> {
  const lab = await loadLab(LABS_DIR, id);
  await using sandboxes = await openSandboxClass({
    engine: await connectEngine(),
    bases: [LEARNER_BASE, ...lab.manifest.bases],
    programs: lab.manifest.programs,
    limits: sandboxLimitsSchema.parse({}),
    stateDir: stateDir(),
    onProgress,
  });
  await using sandbox = await sandboxes.open();
  const result = await checked(lab, sandbox);
  return { result, breaches: await sandbox.breaches() };
}

async function checked(lab: Lab, sandbox: Sandbox): Promise<LabResult> {
  await using runner = openRunner(lab, null);
  return await runner.check({ target: { kind: "solution" }, place: sandbox, learner: "bench" });
}
