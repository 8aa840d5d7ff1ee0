import { expect, test } from "vitest";
import { afterFailure } from "./retry.ts";

const failed = { attemptsMade: 1, stalls: 0, reason: "the engine went away" };

test("our own faults are tried again, later each time, and then given up with the last reason", () => {
  expect(afterFailure(failed)).toEqual({ kind: "retry", afterMs: 5_000 });
  expect(afterFailure({ ...failed, attemptsMade: 2 })).toEqual({ kind: "retry", afterMs: 10_000 });
  expect(afterFailure({ ...failed, attemptsMade: 3 })).toEqual({
    kind: "dead",
    fault: "It could not be graded in 3 attempts. The last one: the engine went away",
  });
});

test("what workers die of does not get another one", () => {
  expect(afterFailure({ ...failed, stalls: 3, reason: "job stalled more than allowable limit" })).toEqual({
    kind: "dead",
    fault: "3 workers fell silent while they graded it, so it was given up.",
  });
  expect(afterFailure({ ...failed, stalls: 2 }).kind).toBe("retry");
});
