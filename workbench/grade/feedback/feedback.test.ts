import { expect, test } from "vitest";
import { madeClass, madeGrades } from "../made.fixture.ts";
import type { Marked } from "../exports/export.ts";
import type { FeedbackLevel } from "../schema/marks.ts";
import { classPage } from "./class.ts";
import { distribution, median, mostMissed } from "./statistics.ts";
import { studentPage } from "./student.ts";

const markedWith = (level: FeedbackLevel, glibc: FeedbackLevel = "full"): Marked => ({
  marks: madeClass(level, glibc),
  grades: madeGrades(),
});

function pageFor(id: string, marked = markedWith("full")): string {
  const student = marked.marks.students.find((each) => each.student === id);
  if (!student) throw new Error(`the made class has no ${id}`);
  return studentPage(student, marked);
}

const classOf = (marked: Marked): string =>
  classPage({
    marked,
    refused: [
      {
        source: "class.zip/<b>x</b>",
        student: null,
        lab: null,
        path: "../../etc\u001b[2J",
        code: "path-outside",
        reason: "It leads out of the folder.",
        blocks: false,
      },
    ],
    leads: [{ lab: "03-scratch", leads: [{ students: ["ben", "fay"], similarity: 0.93 }] }],
  });

test.each(["ada", "ben", "cyd", "dee", "eve", "fay"])("the page of %s, as it was agreed on", async (id) => {
  await expect(pageFor(id).replace(/<style>[\s\S]*<\/style>/, "<style>…</style>")).toMatchFileSnapshot(
    `golden/${id}.html`,
  );
});

test("the class's page, as it was agreed on", async () => {
  const page = classOf(markedWith("full"));
  await expect(page.replace(/<style>[\s\S]*<\/style>/, "<style>…</style>")).toMatchFileSnapshot(
    "golden/class.html",
  );
});

test.each([
  ["a student's page", pageFor("eve")],
  ["the class's page", classOf(markedWith("full"))],
])("%s holds no script, no handler, no address to fetch, no control sign", (_, page) => {
  const [head = ""] = page.split("</head>");
  expect(head).toContain("default-src &#39;none&#39;");
  expect(page).not.toMatch(/<(?:script|img|iframe|object|link|form|base)\b/i);
  expect(page).not.toMatch(/<[^>]*\son\w+=/i);
  expect(page).not.toMatch(/(?![\n\t])\p{Cc}|\u202e/u);
  expect(page).not.toMatch(/^\s*::/m);
});

test("a short task says whether it passed, and no more", () => {
  const page = pageFor("ben", markedWith("full", "short"));
  expect(page).toContain("A glibc program starts");
  expect(page).not.toContain("exec /app: no such file");
});

test.each([
  ["its own level", markedWith("full", "hidden")],
  ["the assignment's level", markedWith("hidden")],
])("a hidden task leaves nothing on the page but its points (%s)", (_, marked) => {
  const page = pageFor("ben", marked);
  expect(page).not.toContain("A glibc program starts");
  expect(page).not.toContain("exec /app: no such file");
  expect(page).toContain("Further tasks, which are not shown");
});

test("numbers of the class", () => {
  const { marks } = markedWith("full");
  expect(distribution(marks).map(({ students }) => students)).toEqual([3, 0, 1, 0, 0, 0, 0, 0, 1, 1]);
  expect(median(marks)).toBe(5);
  expect(mostMissed(marks).map(({ title, missed, tried }) => [title.slice(0, 9), missed, tried])).toEqual([
    ["A glibc p", 3, 4],
    ["A static ", 1, 4],
  ]);
});
