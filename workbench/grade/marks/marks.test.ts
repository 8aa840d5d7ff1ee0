import { expect, test } from "vitest";
import { gradeFixture, madeClass } from "../made.fixture.ts";
import { labMark, type LabAbout } from "./lab-mark.ts";
import { parseOverrides } from "./overrides.ts";

const about = (tasks: Record<string, number> = {}, possible = 30): LabAbout => ({
  assigned: { lab: "03-scratch", weight: 1, tasks },
  title: "Start something in nothing",
  possible,
  told: { static: "full", glibc: "short" },
});
const onTime = { takesPercent: 0, says: "in time" };
const handedIn = { key: "k", receivedAt: null, commit: null, late: onTime, grade: gradeFixture() };
const plain = { about: about(), handedIn, refused: null, override: null };

test("a lab's mark is what its tasks earned", () => {
  expect(labMark(plain)).toMatchObject({ status: "graded", raw: 10, penalty: 0, final: 10, possible: 30 });
});

test("the assignment's points for a task take the place of its own, and 0 leaves it out", () => {
  const marked = labMark({ ...plain, about: about({ static: 2.5, glibc: 0 }, 2.5) });
  expect(marked).toMatchObject({
    raw: 2.5,
    possible: 2.5,
    tasks: [{ id: "static", points: 2.5, earned: 2.5 }],
  });
});

test("lateness takes its part of what was earned; an override takes the place of both", () => {
  const late = { takesPercent: 20, says: "2 days late" };
  const marked = labMark({ ...plain, handedIn: { ...handedIn, late } });
  expect(marked).toMatchObject({ raw: 10, penalty: 2, final: 8 });
  const override = { pseudonym: "s", lab: "03-scratch", points: 29, reason: "explained it at the desk" };
  expect(labMark({ ...plain, handedIn: { ...handedIn, late }, override })).toMatchObject({
    raw: 10,
    final: 29,
  });
});

test.each([
  [
    "not gradable",
    { handedIn: { ...handedIn, grade: gradeFixture({ verdict: "not-gradable", fault: "gone" }) } },
    "not-gradable",
    null,
  ],
  ["not graded yet", { handedIn: { ...handedIn, grade: null } }, "not-gradable", null],
  ["not readable", { handedIn: null, refused: "a zip bomb" }, "not-taken", null],
  ["missing", { handedIn: null }, "missing", 0],
  [
    "rejected",
    { handedIn: { ...handedIn, grade: gradeFixture({ verdict: "rejected", result: null }) } },
    "rejected",
    0,
  ],
] as const)("%s", (_, changes, status, final) => {
  expect(labMark({ ...plain, ...changes })).toMatchObject({ status, final });
});

test("a class: weights, scaling, and no mark where one lab has none", () => {
  const { students } = madeClass();
  expect(
    students.map(({ student, raw, penalty, final }) => ({ student, raw, penalty, final })),
  ).toMatchSnapshot();
});

const within = {
  students: madeClass().students,
  possible: new Map([["03-scratch", 30]]),
};

test("overrides are read with either separator, and a decimal comma", () => {
  const csv = 'student;lab;points;reason\nada;03-scratch;"12,5";"read by hand; good"\n';
  expect(parseOverrides(csv, "o.csv", within)).toEqual([
    { pseudonym: "s-ada", lab: "03-scratch", points: 12.5, reason: "read by hand; good" },
  ]);
});

test.each([
  ["zoe,03-scratch,1,why", 'o.csv:2: nobody on the roster is "zoe"'],
  ["ada,04-glibc,1,why", 'o.csv:2: "04-glibc" is no lab of this assignment; it has 03-scratch'],
  ["ada,03-scratch,1,", "o.csv:2: gives no reason"],
  ["ada,03-scratch,31,why", "o.csv:2: 31 points are more than the 30 of 03-scratch"],
  ["ada,03-scratch,-1,why", "o.csv:2: points are a number"],
])("the override %s is refused with its line", (line, says) => {
  expect(() => parseOverrides(`student,lab,points,reason\n${line}\n`, "o.csv", within)).toThrow(says);
});

test("a file with other columns is refused", () => {
  expect(() => parseOverrides("who,points\nada,1\n", "o.csv", within)).toThrow(
    /no column student, lab, reason/,
  );
});
