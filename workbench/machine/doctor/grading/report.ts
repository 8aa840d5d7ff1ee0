import { z } from "zod";
import type { Style } from "../../../inspect/text/style.ts";
import { canRun, whatToDo } from "../checks.ts";
import { checksText } from "../text.ts";
import { checkSchema, type Check } from "../types.ts";

/** What `groundwork doctor --grading --json` prints. */
export const gradingReportSchema = z.strictObject({
  format: z.literal("groundwork.doctor-grading/1"),
  canGrade: z.boolean().describe("fit for hostile builds, or the risk was accepted in words"),
  fit: z.boolean(),
  acceptedRisk: z.string().nullable().describe("why somebody grades here all the same, in their own words"),
  checks: z.array(checkSchema),
  todo: z.array(z.string()),
});
type GradingReport = z.infer<typeof gradingReportSchema>;

/** Shorter is no reason that anybody could be asked about later. */
const SHORTEST_REASON = 12;

/** Whether hostile builds may be graded here. Pure. Words that are too few accept nothing. */
export function gradingReport(checks: readonly Check[], acceptedRisk: string | null): GradingReport {
  const fit = canRun(checks);
  const accepted =
    acceptedRisk !== null && acceptedRisk.trim().length >= SHORTEST_REASON ? acceptedRisk : null;
  return {
    format: "groundwork.doctor-grading/1",
    canGrade: fit || accepted !== null,
    fit,
    acceptedRisk: accepted,
    checks: [...checks],
    todo: [...whatToDo(checks)],
  };
}

/** The report as a page. */
export function gradingText(report: GradingReport, style: Style): string {
  const { checks, fit, acceptedRisk, todo } = report;
  const verdict = fit
    ? style.paint(
        "good",
        "Hostile hand-ins can be graded on this machine. The canary tries it before the first.",
      )
    : style.paint("bad", "Hostile hand-ins are not held on this machine.");
  const otherwise = acceptedRisk
    ? `The risk was accepted: ${acceptedRisk}`
    : 'To grade all the same, say why: --accept-risk "all hand-ins are my own"';
  return [
    checksText(checks, style),
    verdict,
    ...(todo.length > 0 ? [todo.map((line, index) => `${index + 1}. ${line}`).join("\n")] : []),
    ...(fit ? [] : [otherwise]),
  ].join("\n\n");
}
