import { renderResult } from "../../workbench/lab/report.ts";
import type { LabResult } from "../../workbench/lab/results.ts";
import { steadyText } from "../../workbench/record/steady.ts";

/** A result as a learner reads it, without what differs between two runs of the same thing. */
export function goldenText(result: LabResult): string {
  return steadyText(renderResult(result, false));
}
