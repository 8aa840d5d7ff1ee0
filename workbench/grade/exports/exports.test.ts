import { readFile } from "node:fs/promises";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { z } from "zod";
import { gradeFixture, HOSTILE, madeClass, madeGrades } from "../made.fixture.ts";
import type { Marked } from "./export.ts";
import { exported, FORMAT_NAMES, type ExportOptions } from "./formats.ts";

const here = import.meta.dirname;
const fixture = (name: string): Promise<Buffer> => readFile(path.join(here, "fixtures", name));
const marked: Marked = { marks: madeClass("full", "full"), grades: madeGrades() };

async function optionsOf(format: string): Promise<ExportOptions> {
  const into = format === "moodle" ? await fixture("moodle.csv") : null;
  const set = format === "classroom50" ? { classroom: "cs", organization: "https://git.example/school" } : {};
  return { into, set };
}

const everything = async (format: string, of = marked): Promise<string> => {
  const { files, notes } = exported(format, of, await optionsOf(format));
  const parts = files.map(({ path: name, content }) => `===== ${name}\n${content.toString()}`);
  return `${parts.join("\n")}\n===== notes\n${notes.join("\n")}\n`;
};

test.each(FORMAT_NAMES)("%s, as it was agreed on", async (format) => {
  await expect(await everything(format)).toMatchFileSnapshot(`golden/${format}.txt`);
});

test.each(FORMAT_NAMES)("%s: nothing hostile gets through", async (format) => {
  const text = (await everything(format)).replaceAll("\r\n", "\n").replace(/^\uFEFF/gm, "");
  expect(HOSTILE).toContain("\u001b");
  expect(text).not.toMatch(/(?![\n\t])\p{Cc}|\u202e/u);
  expect(text).not.toMatch(/^\s*::/m);
});

test.each(FORMAT_NAMES)("%s tells nothing of a hidden task", async (format) => {
  const hidden: Marked = { marks: madeClass("full", "hidden"), grades: madeGrades() };
  const text = await everything(format, hidden);
  // Gradescope hides it itself; JUnit is the instructor's.
  if (format === "gradescope") expect(text).toContain('"visibility": "hidden"');
  else if (format !== "junit") expect(text).not.toContain("A glibc program starts");
  if (format !== "junit") expect(text).not.toContain("exec /app: no such file");
});

test("Canvas: only the column's cells change in the teacher's own gradebook", async () => {
  const into = await fixture("canvas.csv");
  const { files, notes } = exported("canvas", marked, { into, set: {} });
  const expected = into.toString().replace("A,,3", "A,50,3").replace("A,7,", "A,10,");
  expect(files[0]?.content.toString()).toBe(expected);
  expect(notes).toContain("cyd has no line in the gradebook.");
});

test("Moodle: every byte but grades and feedback stays, with the sheet's own decimal comma", async () => {
  const into = await fixture("moodle.csv");
  const { files } = exported("moodle", marked, { into, set: {} });
  const options = { bom: true, columns: true, relax_column_count: true };
  const rows = z.array(z.record(z.string(), z.string()));
  const [before, after] = [into, files[0]?.content ?? ""].map((each) =>
    rows.parse(parse(each.toString(), options)),
  );
  expect(after?.map((row) => row["Grade"])).toEqual(["100,00", "20,00", "0,00", "", ""]);
  const rest = (all: typeof after) =>
    all?.map((row) => Object.entries(row).filter(([name]) => !["Grade", "Feedback comments"].includes(name)));
  expect(rest(after)).toEqual(rest(before));
  expect(files[0]?.content.toString().split("\r\n")).toHaveLength(into.toString().split("\r\n").length);
});

test.each([
  [
    "another language without names",
    { into: Buffer.from("Identificador,Calificación\n"), set: {} },
    /no column "Email address"/,
  ],
  ["no worksheet", { into: null, set: {} }, /takes back only its own worksheet/],
])("Moodle: %s is refused", (_, options, says) => {
  expect(() => exported("moodle", marked, options)).toThrow(says);
});

test("Moodle: headings in the worksheet's own language", () => {
  const into = Buffer.from("Correo,Calificación\r\nada@school.example,\r\n");
  const set = { email: "Correo", grade: "Calificación" };
  expect(exported("moodle", marked, { into, set }).files[0]?.content.toString()).toBe(
    "Correo,Calificación\r\nada@school.example,50.00\r\n",
  );
});

test("no cell of a sheet for people is a formula", () => {
  const { files } = exported("csv", marked, { into: null, set: {} });
  const rows = z.array(z.array(z.string())).parse(parse(files[0]?.content.toString() ?? "", { bom: true }));
  expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(rows.flat()).toContain('\'=HYPERLINK("http://evil.example")');
});

test.each([
  ["classroom50", "classroom50-result-v1.schema.json"],
  ["gradescope", "gradescope-results.schema.json"],
  ["exercism", "exercism-v3.schema.json"],
])("%s fits its published schema", async (format, name) => {
  const validate = new Ajv2020({ strict: false }).compile(
    z.record(z.string(), z.unknown()).parse(JSON.parse((await fixture(name)).toString())),
  );
  const { files } = exported(format, marked, await optionsOf(format));
  expect(files.length).toBeGreaterThan(3);
  for (const { content } of files) {
    validate(JSON.parse(content.toString()));
    expect(validate.errors).toBeNull();
  }
});

test("what Classroom 50's runner says of a submission stands in its result", () => {
  const said = {
    assignment: "week-3",
    submission: "submit/2026-11-20T20-40-00Z-0123456",
    commit: "https://github.example/org/x/commit/0123456",
    release: "https://github.example/org/x/releases/tag/submit",
    review: "https://github.example/org/x/compare/0...1",
  };
  const set = { classroom: "cs", organization: "https://github.example/org" };
  const results = (given: Record<string, string>): unknown[] =>
    exported("classroom50", marked, { into: null, set: { ...set, ...given } }).files.map(
      ({ content }): unknown => JSON.parse(content.toString()),
    );
  const [one] = results(said);
  expect(one).toEqual({ ...z.looseObject({}).parse(results({})[0]), ...said });
});

test("who could not be graded has no mark anywhere, never a 0", () => {
  const fault = gradeFixture({
    key: "k-ada",
    verdict: "not-gradable",
    result: null,
    fault: "the engine went away",
  });
  const grades = new Map([...madeGrades(), ["k-ada", fault]]);
  const without = { marks: withoutMark(), grades };
  expect(exported("csv", without, { into: null, set: {} }).files[0]?.content.toString()).toMatch(
    /^ada,.*not-gradable.*,$/m,
  );
  expect(exported("gradescope", without, { into: null, set: {} }).notes).toEqual([
    "ada has no mark yet, so no results.json.",
  ]);
});

function withoutMark(): Marked["marks"] {
  const marks = madeClass();
  const [ada, ...others] = marks.students;
  if (!ada) throw new Error("the made class has students");
  const labs = ada.labs.map((lab) => ({
    ...lab,
    status: "not-gradable" as const,
    raw: null,
    final: null,
    tasks: [],
  }));
  return { ...marks, students: [{ ...ada, labs, raw: null, final: null }, ...others] };
}
