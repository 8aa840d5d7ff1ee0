import { expect, test } from "vitest";
import { madeClass } from "../made.fixture.ts";
import type { ClassMarks, LabMark, StudentMark } from "../schema/marks.ts";
import { markChanges } from "./diff.ts";

const before = madeClass();

/** The made class with one student changed. */
function withStudent(id: string, change: (student: StudentMark) => StudentMark): ClassMarks {
  return { ...before, students: before.students.map((each) => (each.student === id ? change(each) : each)) };
}

const withLab = (student: StudentMark, changes: Partial<LabMark>): StudentMark["labs"] =>
  student.labs.map((lab) => ({ ...lab, ...changes }));

test("nothing changed: nothing is said", () => {
  expect(markChanges(before, { ...before, markedAt: "2027-01-01T00:00:00Z" })).toEqual([]);
});

test("a task that now passes, in words", () => {
  const after = withStudent("ben", (ben) => ({
    ...ben,
    final: 50,
    labs: withLab(ben, {
      final: 25,
      tasks: ben.labs[0]?.tasks.map((task) => ({ ...task, verdict: "pass", earned: task.points })) ?? [],
    }),
  }));
  expect(markChanges(before, after)).toEqual([
    {
      student: "ben",
      name: "Ben O'Neil",
      before: 10,
      after: 50,
      says: ["03-scratch: 5 became 25 (task glibc: fail became pass)"],
    },
  ]);
});

test.each([
  [
    "a status",
    { status: "not-gradable" as const, final: null },
    "5 became no mark (was graded, is not-gradable)",
  ],
  ["lateness", { penalty: 1, final: 4 }, "5 became 4 (lateness takes 1 instead of 0)"],
  [
    "an override",
    { final: 9, override: { pseudonym: "s-ben", lab: "03-scratch", points: 9, reason: "a second look" } },
    "5 became 9 (mark by hand: a second look)",
  ],
])("%s", (_, changes, says) => {
  const after = withStudent("ben", (ben) => ({ ...ben, final: 1, labs: withLab(ben, changes) }));
  expect(markChanges(before, after)[0]?.says).toEqual([`03-scratch: ${says}`]);
});

test("who came and who went", () => {
  const fewer = { ...before, students: before.students.slice(1) };
  expect(markChanges(before, fewer)).toMatchObject([
    { student: "ada", after: null, says: ["is no longer on the roster"] },
  ]);
  expect(markChanges(fewer, before)).toMatchObject([
    { student: "ada", after: 50, says: ["is new on the roster"] },
  ]);
});
