import type { Assignment, LatePolicy } from "./schema/assignment.ts";

/** What of an assignment decides about lateness. */
export type Dates = Pick<Assignment, "due" | "lateUntil" | "late">;

/** When a hand-in came, as far as its source says. */
export interface Arrival {
  readonly receivedAt: string | null;
  /** The source has marked it late. */
  readonly saidLate: boolean;
}

export interface Lateness {
  readonly late: boolean;
  /** Of what was earned. */
  readonly takesPercent: number;
  /** How late, and what that costs, in words. */
  readonly says: string;
  /** False: the source doesn't tell when it came, so nothing was taken; somebody has to look. */
  readonly known: boolean;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * How late a hand-in is and what the assignment's policy takes for it. All times are instants with their offset, so neither time
 * zones nor a change of the clocks matter; a day is 24 hours after the due date, and begins with its first millisecond. Pure.
 */
export function lateness(
  { due, lateUntil, late: policy }: Dates,
  { receivedAt, saidLate }: Arrival,
): Lateness {
  if (due === null) return inTime("There is no due date.");
  if (receivedAt === null)
    return saidLate
      ? {
          late: true,
          takesPercent: 0,
          known: false,
          says: "Marked late, but not when it came; nothing was taken for it.",
        }
      : { ...inTime("It is not known when it came; it counts as in time."), known: false };
  const after = Date.parse(receivedAt) - Date.parse(due);
  if (after <= 0) return inTime("In time.");
  const how = `Late by ${span(after)}`;
  if (lateUntil !== null && Date.parse(receivedAt) > Date.parse(lateUntil))
    return takes(100, `${how}, after the last date: it earns nothing.`);
  if (policy.kind === "percent-per-day" && after <= policy.graceMinutes * MINUTE)
    return inTime(`${how}, within the ${policy.graceMinutes} minutes that cost nothing.`);
  const percent = percentFor(policy, Math.ceil(after / DAY));
  return takes(percent, `${how}: ${percent === 0 ? "nothing is" : `${percent} % of the points are`} taken.`);
}

function percentFor(policy: LatePolicy, daysBegun: number): number {
  switch (policy.kind) {
    case "none":
      return 100;
    case "full":
      return 0;
    case "percent-per-day":
      return Math.min(policy.atMost, daysBegun * policy.percent);
    case "late-days":
      return Math.min(100, Math.max(0, daysBegun - policy.days) * policy.percentAfter);
  }
}

function inTime(says: string): Lateness {
  return { late: false, takesPercent: 0, says, known: true };
}

function takes(takesPercent: number, says: string): Lateness {
  return { late: true, takesPercent, says, known: true };
}

/** The two largest units, and no less than a minute. */
function span(milliseconds: number): string {
  const minutes = Math.max(1, Math.floor(milliseconds / MINUTE));
  const parts = [
    [Math.floor(minutes / 1440), "day"],
    [Math.floor((minutes % 1440) / 60), "hour"],
    [minutes % 60, "minute"],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`);
  return said.slice(0, 2).join(" and ");
}

/** A late policy in a sentence, for students. Pure. */
export function explainPolicy({ due, lateUntil, late: policy }: Dates): string {
  if (due === null) return "There is no due date.";
  const until = lateUntil === null ? "" : ` After ${lateUntil} nothing is taken any more.`;
  return `${costs(policy)}${policy.kind === "none" ? "" : until}`;
}

function costs(policy: LatePolicy): string {
  switch (policy.kind) {
    case "none":
      return "What comes later earns nothing.";
    case "full":
      return "What comes later is noted as late and costs nothing.";
    case "percent-per-day": {
      const grace = policy.graceMinutes > 0 ? ` The first ${policy.graceMinutes} minutes cost nothing.` : "";
      const most = policy.atMost < 100 ? `, ${policy.atMost} % at most` : "";
      return `Each day that has begun takes ${policy.percent} % of what you earned${most}.${grace}`;
    }
    case "late-days":
      return `${policy.days} days cost nothing; each further day that has begun takes ${policy.percentAfter} % of what you earned.`;
  }
}
