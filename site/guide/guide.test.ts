import { expect, test } from "vitest";
import type { GradeResult } from "../../bench/grade/schema.ts";
import { intakeLimitsSchema } from "../../workbench/grade/intake/limits.ts";
import { sandboxLimitsSchema } from "../../workbench/grade/sandbox/limits.ts";
import { gradingTables } from "./grading.ts";
import { lateExamples } from "./late.ts";
import { intakeLimits, sandboxLimits } from "./limits.ts";

test.each([
  ["a sandbox", sandboxLimits(), sandboxLimitsSchema.parse(undefined)],
  ["intake", intakeLimits(), intakeLimitsSchema.parse(undefined)],
])("the table of the limits of %s has each with its default and what it means", (_, { rows }, limits) => {
  expect(rows.map(([name, value]) => [name, value])).toEqual(
    Object.entries(limits).map(([name, value]) => [`\`${name}\``, value.toLocaleString("en")]),
  );
  expect(rows.filter(([, , says]) => says === undefined || says.length < 10)).toEqual([]);
});

test("what lateness takes is what the grader takes", () => {
  const { columns, rows } = lateExamples();
  expect(columns.slice(1)).toEqual(["`full`", "`none`", "`percent-per-day`", "`late-days`"]);
  expect(rows.map((row) => row.slice(1).map((cell) => cell.replace("\u00a0", " ")))).toEqual([
    ["0 %", "100 %", "0 %", "0 %"],
    ["0 %", "100 %", "10 %", "0 %"],
    ["0 %", "100 %", "20 %", "0 %"],
    ["0 %", "100 %", "40 %", "40 %"],
    ["100 %", "100 %", "100 %", "100 %"],
  ]);
});

const run = {
  ...{ lab: "10-surface", size: 200, jobs: 2, sample: 20, oursSeconds: 1000, loopSeconds: 5000, ratio: 5 },
  ...{
    endless: 18,
    ratioWithoutEndless: 3.04,
    memoryMegabytes: [100, 140],
    agree: 17,
    rejected: 3,
    different: [],
  },
};
const result: GradeResult = {
  format: "groundwork.bench-grade/1",
  date: "2026-01-01T00:00:00.000Z",
  machine: { processor: "a processor", cores: 2, node: "v24.0.0" },
  runs: [run, { ...run, oursSeconds: 1200, ratio: 4.2 }],
};

test("a stored run of grading: each run in a column, the sample said, and a class worked out from the slowest", () => {
  const { speed, minutes } = gradingTables(JSON.stringify(result));
  expect(speed.rows.filter((row) => row.length !== speed.columns.length)).toEqual([]);
  expect(speed.rows.find(([says]) => says === "for each hand-in")).toEqual([
    "for each hand-in",
    "5.0 s",
    "6.0 s",
  ]);
  expect(speed.rows.find(([says]) => says === "The loop")?.[1]).toBe("5000 s, by the first 20 of 200");
  expect(speed.notes.join(" ")).toMatch(/2026-01-01.*only the first/);
  expect(minutes.rows).toEqual([
    ["30", "3"],
    ["100", "10"],
    ["300", "30"],
  ]);
  const whole = { ...result, runs: [{ ...run, sample: 200 }] };
  expect(gradingTables(JSON.stringify(whole)).speed.notes.join(" ")).not.toContain("only the first");
});

test("another format is no run to show", () => {
  expect(() => gradingTables(JSON.stringify({ ...result, format: "x" }))).toThrow("groundwork.bench-grade/1");
});
