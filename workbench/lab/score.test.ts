import { expect, test } from "vitest";
import type { TaskResult, Verdict } from "./results.ts";
import { overall, score } from "./score.ts";

const task = (verdict: Verdict, points: number): TaskResult => ({
  id: "t",
  title: "t",
  points,
  earned: verdict === "pass" ? points : 0,
  verdict,
  durationMs: 1,
  failure: null,
});

test.each([
  ["all pass", [task("pass", 10), task("pass", 5)], "pass", { earned: 15, possible: 15 }],
  ["one fails", [task("pass", 10), task("fail", 5)], "fail", { earned: 10, possible: 15 }],
  [
    "our fault is never scored 0",
    [task("pass", 10), task("not-gradable", 5)],
    "not-gradable",
    { earned: 10, possible: 10 },
  ],
  [
    "a fault may have caused the failure",
    [task("fail", 10), task("not-gradable", 5)],
    "not-gradable",
    { earned: 0, possible: 10 },
  ],
  ["rejected", [task("rejected", 10), task("not-gradable", 5)], "rejected", { earned: 0, possible: 10 }],
  ["nothing was tried", [], "not-gradable", { earned: 0, possible: 0 }],
])("%s", (_name, tasks, verdict, points) => {
  expect(overall(tasks)).toBe(verdict);
  expect(score(tasks)).toEqual(points);
});
