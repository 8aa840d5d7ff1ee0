import { stringify } from "csv-stringify/sync";
import { BadInput } from "../../lab/errors.ts";
import type { StudentMark } from "../schema/marks.ts";
import { shown, type Exported, type Marked } from "./export.ts";
import { Sheet, type Cell } from "./sheet.ts";

/**
 * A gradebook for Canvas to import, made new. Canvas finds students by their SIS ids: the roster's id and login. Its own
 * ID is Canvas's number and in no roster. Pure.
 * @param column the assignment's heading in Canvas, `Title (1234)`; without the number Canvas makes a new assignment
 */
export function canvasExport({ marks }: Marked, column: string | undefined): Exported {
  const title = column ?? marks.assignment.title;
  const heading = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title];
  const possible = ["    Points Possible", "", "", "", "", shown(marks.assignment.points)];
  const rows = marks.students.map((student) => [
    student.name,
    "",
    student.ids["id"] ?? "",
    student.ids["login"] ?? "",
    student.ids["section"] ?? "",
    student.final === null ? "" : shown(student.final),
  ]);
  const nameless = marks.students.filter(({ ids }) => !ids["id"] && !ids["login"]);
  return {
    files: [
      { path: "canvas.csv", content: stringify([heading, possible, ...rows], { escape_formulas: true }) },
    ],
    notes: [
      ...nameless.map(
        ({ student }) => `${student} has neither id nor login on the roster: Canvas goes by the name.`,
      ),
      ...(column === undefined
        ? [`Canvas makes a new assignment "${title}". To fill one that is there: --column "Title (1234)".`]
        : []),
    ],
  };
}

/**
 * The teacher's own gradebook, as Canvas exports it, with the assignment's cells filled in; every other byte is as it was.
 * Throws BadInput where the column is not there. Pure.
 */
export function canvasFilled({ marks }: Marked, content: Buffer, column: string | undefined): Exported {
  const sheet = new Sheet(content);
  const [heading = [], ...rows] = sheet.rows;
  const titles = heading.map((cell) => cell.value);
  const wanted = column ?? marks.assignment.title;
  const at = titles.findIndex((title) => title === wanted || title.replace(/ \(\d+\)$/, "") === wanted);
  if (at < 0)
    throw new BadInput(
      `The gradebook has no column "${wanted}"; it has ${titles.join(", ")}.`,
      'Name it: --column "Title (1234)".',
    );
  const notes: string[] = [];
  for (const student of marks.students) {
    const cell = rows.find((row) => isOf(row, titles, student))?.[at];
    if (!cell) notes.push(`${student.student} has no line in the gradebook.`);
    else if (student.final === null) notes.push(`${student.student} has no mark yet: line left as it was.`);
    else sheet.set(cell, shown(student.final));
  }
  return { files: [{ path: "canvas.csv", content: sheet.content() }], notes };
}

/** By what schools give Canvas as SIS ids: the roster's id, its login or its address. */
function isOf(row: readonly Cell[], titles: readonly string[], student: StudentMark): boolean {
  const { id, login } = student.ids;
  const known: Readonly<Record<string, readonly (string | null | undefined)[]>> = {
    "SIS User ID": [id, student.student],
    "SIS Login ID": [login, student.email, student.student],
  };
  return Object.entries(known).some(([title, values]) => {
    const value = row[titles.indexOf(title)]?.value ?? "";
    return value !== "" && values.includes(value);
  });
}
