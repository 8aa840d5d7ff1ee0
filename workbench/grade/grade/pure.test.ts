import { expect, test } from "vitest";
import type { LabResult } from "../../lab/results.ts";
import { gradeFixture } from "../made.fixture.ts";
import type { Keyed } from "../schema/class.ts";
import { inWords, remainingMs } from "./estimate.ts";
import { gradeKey } from "./key.ts";
import { planOf } from "./plan.ts";
import { attemptsFor, judge } from "./verdict.ts";

const parts = {
  submission: "sha256:a",
  lab: "03-scratch",
  variant: { user: 1, web: { port: 2 } },
  revision: "r",
  privateTests: null,
  grader: "0.1.0",
  limits: { disk: 1 },
  bases: { alpine: "a", debian: "d" },
};

test("the key does not hang on the order in which its parts were made", () => {
  const turned = { ...parts, variant: { web: { port: 2 }, user: 1 }, bases: { debian: "d", alpine: "a" } };
  expect(gradeKey(turned)).toBe(gradeKey(parts));
});

test.each([
  ["files", { submission: "sha256:b" }],
  ["variant", { variant: { user: 2, web: { port: 2 } } }],
  ["tests", { revision: "s" }],
  ["private tests", { privateTests: "p" }],
  ["grader", { grader: "0.2.0" }],
  ["limits", { limits: { disk: 2 } }],
  ["a base", { bases: { alpine: "a", debian: "e" } }],
])("other %s: another key", (_, changes) => {
  expect(gradeKey({ ...parts, ...changes })).not.toBe(gradeKey(parts));
});

function keyed(student: string, key: string, lab = "03-scratch"): Keyed {
  return {
    student,
    pseudonym: `s-${student}`,
    lab,
    dir: `/tmp/${student}`,
    files: [],
    digest: key,
    receivedAt: null,
    source: student,
    saidLate: false,
    commit: null,
    key,
    learner: student,
    late: { takesPercent: 0, says: "in time" },
    findings: [],
  };
}

const place = (verdict: "pass" | "not-gradable") => ({
  at: 0,
  bytes: 1,
  hash: "h",
  pseudonym: "p",
  lab: "03-scratch",
  verdict,
  gradedAt: "2026-11-02T10:00:00Z",
});

test("the plan: what is missing, each key once, lab by lab, and what was not gradable again", () => {
  const all = [
    keyed("a", "1"),
    keyed("b", "2", "01-base-image"),
    keyed("c", "1"),
    keyed("d", "3"),
    keyed("e", "4"),
  ];
  const places = { 3: place("pass"), 4: place("not-gradable") };
  expect(planOf(all, places).map(({ student }) => student)).toEqual(["b", "a", "e"]);
  expect(planOf(all, places, ({ student }) => student === "d").map(({ student }) => student)).toEqual([
    "b",
    "a",
    "d",
    "e",
  ]);
});

function resultWith(verdict: "fail" | "not-gradable"): LabResult {
  const { result } = gradeFixture();
  if (!result) throw new Error("the fixture has a result");
  const tasks = result.tasks.map((task) => (task.id === "glibc" ? { ...task, verdict } : task));
  return { ...result, verdict, tasks };
}

test("our fault is no verdict on the hand-in, and gets two more attempts", () => {
  const seen = { result: resultWith("not-gradable"), breaches: [], fault: null };
  expect(judge(seen)).toMatchObject({
    verdict: "not-gradable",
    result: { score: { earned: 10, possible: 10 } },
  });
  expect(attemptsFor(seen)).toBe(3);
  expect(judge({ result: null, breaches: [], fault: "gone" })).toMatchObject({
    verdict: "not-gradable",
    fault: "gone",
  });
});

test("who ended their own engine fails what could not be tried, and keeps what passed", () => {
  const seen = { result: resultWith("not-gradable"), breaches: ["memory" as const], fault: null };
  const judged = judge(seen);
  expect(judged).toMatchObject({ verdict: "fail", result: { score: { earned: 10, possible: 30 } } });
  expect(judged.result?.tasks[1]?.failure).toMatchObject({
    code: "limit",
    seen: expect.stringContaining("memory"),
  });
  expect(attemptsFor(seen)).toBe(2);
  expect(attemptsFor({ ...seen, breaches: ["submission-time"] })).toBe(1);
});

test("a verdict stands, whatever limits were met on the way", () => {
  const seen = { result: resultWith("fail"), breaches: ["processes" as const], fault: null };
  expect(judge(seen)).toMatchObject({ verdict: "fail", fault: null, result: seen.result });
});

test("an estimate, in words", () => {
  expect(remainingMs(0, 10, 5000)).toBeNull();
  expect(remainingMs(2, 10, 5000)).toBe(20_000);
  expect([20_000, 200_000, 9_000_000].map(inWords)).toEqual(["20 s", "3 min", "2.5 h"]);
});
