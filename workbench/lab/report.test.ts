import { expect, test } from "vitest";
import { renderResult } from "./report.ts";
import type { LabResult, TaskResult } from "./results.ts";

const TASK: TaskResult = {
  id: "static",
  title: "It starts",
  points: 10,
  earned: 10,
  verdict: "pass",
  durationMs: 1,
  failure: null,
};

const RESULT: LabResult = {
  format: "groundwork.result/1",
  lab: "03-scratch",
  title: "From scratch",
  revision: "sha256:0",
  target: "work",
  startedAt: "2026-01-01T00:00:00Z",
  durationMs: 1,
  verdict: "pass",
  score: { earned: 10, possible: 10 },
  engine: { product: "docker", version: "1", platform: "linux/amd64", builder: "buildkit" },
  bases: [],
  tasks: [TASK],
};

test("a pass", () => {
  expect(renderResult(RESULT, false)).toBe(
    [
      "03-scratch  From scratch  (work)",
      "",
      "✓ pass  static: It starts  (10/10)",
      "✓ pass: 10 of 10 points",
      "",
    ].join("\n"),
  );
});

test("a failure: expected, seen, cause, where, then the engine's own text, with later lines below the first", () => {
  const failure = {
    code: "x",
    expected: "it starts",
    seen: "It did not.\nstderr: why\n",
    cause: "no loader",
    where: "static/Dockerfile, line 3",
    engineText: "exec /app: no such file",
  };
  const tasks = [{ ...TASK, verdict: "fail" as const, earned: 0, failure }];
  const text = renderResult({ ...RESULT, verdict: "fail", score: { earned: 0, possible: 10 }, tasks }, false);
  expect(text).toBe(
    [
      "03-scratch  From scratch  (work)",
      "",
      "✗ fail  static: It starts  (0/10)",
      "    expected it starts",
      "    seen     It did not.",
      "             stderr: why",
      "    cause    no loader",
      "    look at  static/Dockerfile, line 3",
      "    engine   exec /app: no such file",
      "",
      "✗ fail: 0 of 10 points",
      "",
    ].join("\n"),
  );
});

test("what could not be graded is told apart from a failure, and counts on neither side", () => {
  const tasks = [{ ...TASK, verdict: "not-gradable" as const, earned: 0 }];
  const result = { ...RESULT, verdict: "not-gradable" as const, score: { earned: 0, possible: 0 }, tasks };
  const text = renderResult(result, false);
  expect(text).toContain("! not gradable  static: It starts  (0/10)\n! not gradable: 0 of 0 points");
});
