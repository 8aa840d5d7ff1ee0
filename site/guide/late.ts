import { explainPolicy, lateness } from "../../workbench/grade/late.ts";
import type { LatePolicy } from "../../workbench/grade/schema/assignment.ts";
import type { GuideTable } from "./table.ts";

const DUE = "2026-11-20T23:59:00+01:00";
const LATE_UNTIL = "2026-11-27T23:59:00+01:00";

/** An example of each policy. */
const POLICIES: readonly LatePolicy[] = [
  { kind: "full" },
  { kind: "none" },
  { kind: "percent-per-day", percent: 10, graceMinutes: 15, atMost: 50 },
  { kind: "late-days", days: 2, percentAfter: 20 },
];

const ARRIVALS: readonly (readonly [when: string, receivedAt: string])[] = [
  ["6 minutes late", "2026-11-21T00:05:31+01:00"],
  ["an hour late", "2026-11-21T00:59:00+01:00"],
  ["25 hours late", "2026-11-22T00:59:00+01:00"],
  ["3 and a half days late", "2026-11-24T11:59:00+01:00"],
  ["8 days late", "2026-11-28T23:59:00+01:00"],
];

/** What each late policy takes from hand-ins that come at certain times: the grader's own function says it. */
export function lateExamples(): GuideTable {
  const dates = (late: LatePolicy) => ({ due: DUE, lateUntil: LATE_UNTIL, late });
  return {
    caption: "What lateness takes, of what was earned",
    columns: ["It came", ...POLICIES.map(({ kind }) => `\`${kind}\``)],
    rows: ARRIVALS.map(([when, receivedAt]) => [
      when,
      ...POLICIES.map(
        (late) => `${lateness(dates(late), { receivedAt, saidLate: false }).takesPercent}\u00a0%`,
      ),
    ]),
    notes: [
      `Due ${DUE}, nothing is taken after ${LATE_UNTIL}.`,
      ...POLICIES.map((late) => `\`${late.kind}\`: ${explainPolicy({ ...dates(late), lateUntil: null })}`),
    ],
  };
}
