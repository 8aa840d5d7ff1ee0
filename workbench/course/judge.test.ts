import { expect, test } from "vitest";
import type { LabResult, TaskResult } from "../lab/results.ts";
import { objections } from "./judge.ts";

const passed = (id: string): TaskResult => ({
  id,
  title: id,
  points: 10,
  earned: 10,
  verdict: "pass",
  durationMs: 1,
  failure: null,
});
const failed = (id: string, code: string, verdict: "fail" | "not-gradable" = "fail"): TaskResult => ({
  ...passed(id),
  earned: 0,
  verdict,
  failure: {
    code,
    expected: "a shell",
    seen: "no shell",
    cause: "scratch",
    where: "Dockerfile",
    engineText: null,
  },
});
const resultOf = (...tasks: TaskResult[]): LabResult => ({
  format: "groundwork.result/1",
  lab: "03-scratch",
  title: "Nothing",
  revision: "sha256:1",
  target: "solution",
  startedAt: "2026-11-28T00:00:00.000Z",
  durationMs: 1,
  verdict: "pass",
  score: { earned: 0, possible: 0 },
  engine: { product: "docker", version: "20.10", platform: "linux/amd64", builder: "buildkit" },
  bases: [],
  tasks,
});

const expected = { failsAt: "two", reason: "no-shell", says: "no shell" };

test.each<[string, LabResult, typeof expected | null, RegExp | null]>([
  ["a solution that passes", resultOf(passed("one"), passed("two")), null, null],
  [
    "a solution that fails",
    resultOf(passed("one"), failed("two", "x")),
    null,
    /must pass.*two is failed \(x\): no shell/,
  ],
  [
    "a solution that could not be graded",
    resultOf(failed("one", "not-gradable", "not-gradable")),
    null,
    /not gradable/,
  ],
  ["a trap as declared", resultOf(passed("one"), failed("two", "no-shell")), expected, null],
  ["a trap that passes", resultOf(passed("one"), passed("two")), expected, /and it passed/],
  ["a trap that fails too early", resultOf(failed("one", "no-shell")), expected, /one is failed/],
  [
    "a trap with another reason",
    resultOf(passed("one"), failed("two", "y")),
    expected,
    /two is failed \(y\)/,
  ],
  [
    "a trap that a fault stopped",
    resultOf(passed("one"), failed("two", "no-shell", "not-gradable")),
    expected,
    /not gradable/,
  ],
  [
    "a trap with another text",
    resultOf(passed("one"), failed("two", "no-shell")),
    { ...expected, says: "bash" },
    /must hold "bash"/,
  ],
])("%s", (_, result, expectation, says) => {
  const against = objections(result, expectation);
  if (says === null) expect(against).toEqual([]);
  else expect(against.join("\n")).toMatch(says);
});
