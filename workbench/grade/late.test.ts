import { expect, test } from "vitest";
import { explainPolicy, lateness } from "./late.ts";
import { latePolicySchema, type LatePolicy } from "./schema/assignment.ts";

const DUE = "2026-10-24T23:59:00+02:00";
const policy = (given: object): LatePolicy => latePolicySchema.parse(given);
const TEN = policy({ kind: "percent-per-day", percent: 10, graceMinutes: 15, atMost: 50 });
const DAYS = policy({ kind: "late-days", days: 2, percentAfter: 40 });
const NONE = policy({ kind: "none" });
const FULL = policy({ kind: "full" });

test.each<[string, LatePolicy, string | null, number, boolean]>([
  ["to the millisecond", TEN, "2026-10-24T23:59:00+02:00", 0, false],
  ["the same instant, told in another zone", NONE, "2026-10-24T21:59:00Z", 0, false],
  ["an hour earlier by the clock, an instant later", NONE, "2026-10-24T22:59:01+01:00", 100, true],
  ["within the grace", TEN, "2026-10-25T00:14:00+02:00", 0, false],
  ["a millisecond after the grace: the whole first day", TEN, "2026-10-25T00:14:00.001+02:00", 10, true],
  // The clocks went back that night: the next 23:59 is 25 hours later, so a second day has begun.
  ["24 hours, over a change of the clocks", TEN, "2026-10-25T22:59:00+01:00", 10, true],
  ["25 hours, over a change of the clocks", TEN, "2026-10-25T23:59:00+01:00", 20, true],
  ["never more than the most", TEN, "2026-11-24T23:59:00+01:00", 50, true],
  ["two free days", DAYS, "2026-10-26T20:00:00+01:00", 0, true],
  ["a third day", DAYS, "2026-10-27T00:00:00+01:00", 40, true],
  ["many days", DAYS, "2026-12-01T00:00:00+01:00", 100, true],
  ["nothing is taken", NONE, "2026-10-24T23:59:01+02:00", 100, true],
  ["only noted", FULL, "2026-12-24T23:59:01+01:00", 0, true],
])("%s", (_, late, receivedAt, takesPercent, isLate) => {
  const found = lateness({ due: DUE, lateUntil: null, late }, { receivedAt, saidLate: false });
  expect(found).toMatchObject({ takesPercent, late: isLate, known: true });
});

test.each<[LatePolicy, number]>([
  [TEN, 50],
  [DAYS, 100],
  [FULL, 0],
])(
  "the last date itself still counts as %j says; a millisecond later nothing is earned",
  (late, takesPercent) => {
    const dates = { due: DUE, lateUntil: "2026-10-31T23:59:00+01:00", late };
    const at = (receivedAt: string): number => lateness(dates, { receivedAt, saidLate: false }).takesPercent;
    expect(at("2026-10-31T22:59:00Z")).toBe(takesPercent);
    expect(at("2026-10-31T22:59:00.001Z")).toBe(100);
  },
);

test("what is not known takes nothing, and says so", () => {
  const dates = { due: DUE, lateUntil: null, late: NONE };
  expect(lateness(dates, { receivedAt: null, saidLate: true })).toMatchObject({
    late: true,
    takesPercent: 0,
    known: false,
  });
  expect(lateness(dates, { receivedAt: null, saidLate: false })).toMatchObject({ late: false, known: false });
  expect(lateness({ ...dates, due: null }, { receivedAt: null, saidLate: true })).toMatchObject({
    late: false,
    known: true,
  });
});

test("in words", () => {
  const said = [TEN, DAYS, NONE, FULL].map((late) =>
    explainPolicy({ due: DUE, lateUntil: "2026-11-01T00:00:00Z", late }),
  );
  const late = lateness(
    { due: DUE, lateUntil: null, late: TEN },
    { receivedAt: "2026-10-26T01:00:05+01:00", saidLate: false },
  );
  expect([...said, late.says]).toMatchInlineSnapshot(`
    [
      "Each day that has begun takes 10 % of what you earned, 50 % at most. The first 15 minutes cost nothing. After 2026-11-01T00:00:00Z nothing is taken any more.",
      "2 days cost nothing; each further day that has begun takes 40 % of what you earned. After 2026-11-01T00:00:00Z nothing is taken any more.",
      "What comes later earns nothing.",
      "What comes later is noted as late and costs nothing. After 2026-11-01T00:00:00Z nothing is taken any more.",
      "Late by 1 day and 2 hours: 20 % of the points are taken.",
    ]
  `);
});
