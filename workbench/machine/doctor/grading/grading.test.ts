import { describe, expect, test } from "vitest";
import { gradingChecks } from "./checks.ts";
import type { GradingObservations } from "./observe.ts";
import { gradingReport, gradingReportSchema } from "./report.ts";
import { judgeVersion, PARTS } from "./versions.ts";

const GOOD: GradingObservations = {
  platform: "linux",
  isRoot: true,
  cgroups: 1,
  missing: [],
  namespaces: true,
  loopDevices: true,
  versions: { runc: "runc version 1.3.3", dockerd: "Docker version 28.5.2, build 1" },
  memoryBytes: 8e9,
  freeBytes: 50e9,
};

test.each([
  ["runc version 1.3.3\ncommit: x", "mended"],
  ["runc version 1.2.7", "open"],
  ["runc version 1.1.5+ds1\ncommit: 1.1.5+ds1-1+deb12u1", "distribution"],
])("%j is judged as %s", (said, verdict) => {
  const [runc] = PARTS;
  if (!runc) throw new Error("There is no first part.");
  expect(judgeVersion(said, runc)?.verdict).toBe(verdict);
});

describe("a machine", () => {
  test("with all that it takes is fit", () => {
    const report = gradingReport(gradingChecks(GOOD), null);
    expect(gradingReportSchema.parse(report)).toMatchObject({ fit: true, canGrade: true, todo: [] });
  });

  test.each<[string, Partial<GradingObservations>, string]>([
    ["macOS", { platform: "darwin" }, "grading-system"],
    ["no root", { isRoot: false }, "grading-system"],
    ["no groups", { cgroups: null }, "grading-kernel"],
    ["no loop devices", { loopDevices: false }, "grading-kernel"],
    ["no mkfs", { missing: ["mkfs.ext4"] }, "grading-programs"],
    ["a known escape", { versions: { runc: "runc version 1.1.5" } }, "grading-runc"],
    ["little memory", { memoryBytes: 2e9 }, "grading-memory"],
    ["a full disk", { freeBytes: 1e9 }, "grading-disk"],
  ])("%s is refused, with what to do", (_, other, id) => {
    const checks = gradingChecks({ ...GOOD, ...other });
    expect(checks.filter(({ status }) => status === "fail").map((check) => check.id)).toEqual([id]);
    expect(gradingReport(checks, null)).toMatchObject({ fit: false, canGrade: false });
    expect(gradingReport(checks, null).todo.length).toBeGreaterThan(0);
  });

  test("that is not fit is used only when somebody says why", () => {
    const checks = gradingChecks({ ...GOOD, platform: "darwin" });
    expect(gradingReport(checks, "yes").canGrade).toBe(false);
    expect(gradingReport(checks, "all hand-ins are my own")).toMatchObject({ fit: false, canGrade: true });
  });
});
