import { EngineFault } from "../../engine/errors.ts";
import { styleFor } from "../../inspect/text/style.ts";
import { gradingChecks } from "../../machine/doctor/grading/checks.ts";
import { observeGrading } from "../../machine/doctor/grading/observe.ts";
import { gradingReport, gradingText } from "../../machine/doctor/grading/report.ts";
import { stateDir } from "../../state.ts";
import { progress } from "../progress.ts";

export const RISK_FLAG = [
  "--accept-risk <why>",
  "grade on a machine that `doctor --grading` finds unfit, and why, in words; the canary still decides",
] as const;

/**
 * Looks whether strangers' hand-ins can be held here, before any of them is touched. Where they can't, only somebody's
 * own words go on, and they are said. Throws EngineFault with the doctor's page otherwise.
 */
export async function requireFit(acceptRisk: string | undefined): Promise<void> {
  progress("looking at what a sandbox takes");
  const report = gradingReport(gradingChecks(await observeGrading(stateDir())), acceptRisk ?? null);
  if (report.fit) return;
  if (report.canGrade) {
    progress(
      `this machine is not fit for hostile hand-ins, and the risk was accepted: ${report.acceptedRisk}`,
    );
    return;
  }
  throw new EngineFault(
    gradingText(report, styleFor(process.stderr)),
    "Nothing was taken in, and nothing was graded.",
  );
}
