import { BadInput } from "../../lab/errors.ts";
import { markup } from "../../inspect/html/markup.ts";
import type { StudentMark } from "../schema/marks.ts";
import { shown, type Exported, type Marked } from "./export.ts";
import { feedbackText } from "./feedback-text.ts";
import { Sheet, type Cell } from "./sheet.ts";

/** Headings of the worksheet as Moodle writes them in English; in another language the instructor names them. */
const HEADINGS = {
  name: "Full name",
  email: "Email address",
  grade: "Grade",
  most: "Maximum Grade",
  open: "Grade can be changed",
  feedback: "Feedback comments",
} as const;

type Column = keyof typeof HEADINGS;
const NEEDED: readonly Column[] = ["email", "grade"];

/**
 * The teacher's own offline grading worksheet with the cells for grade and feedback filled in; every other byte is as it
 * was. Throws BadInput where it lacks a column. Pure.
 * @param named headings in the worksheet's language, by our names for them
 */
export function moodleExport(
  marked: Marked,
  content: Buffer,
  named: Partial<Record<string, string>>,
): Exported {
  const sheet = new Sheet(content);
  const [heading = [], ...rows] = sheet.rows;
  const columns = columnsOf(heading, named);
  const comma = rows.some((row) => /^\d+,\d+$/.test(cellOf(row, columns.most ?? columns.grade)?.value ?? ""));
  const notes: string[] = [];
  const found = new Set<string>();
  for (const row of rows) {
    const student = studentIn(row, columns, marked.marks.students);
    if (student === null)
      notes.push(`Nobody on the roster has the address ${valueOf(row, columns.email)}: line left as it was.`);
    else {
      found.add(student.student);
      notes.push(...fill(sheet, row, columns, { student, marked, comma }));
    }
  }
  for (const { student } of marked.marks.students)
    if (!found.has(student)) notes.push(`${student} has no line in the worksheet.`);
  return { files: [{ path: "moodle.csv", content: sheet.content() }], notes: [...new Set(notes)] };
}

type Columns = Partial<Record<Column, number>>;

function columnsOf(heading: readonly Cell[], named: Partial<Record<string, string>>): Columns {
  const columns: Columns = {};
  for (const [column, usual] of Object.entries(HEADINGS) as [Column, string][]) {
    const at = heading.findIndex((cell) => cell.value.trim() === (named[column] ?? usual));
    if (at >= 0) columns[column] = at;
    else if (NEEDED.includes(column) || named[column] !== undefined)
      throw new BadInput(
        `The worksheet has no column "${named[column] ?? usual}"; it has ${heading.map((cell) => cell.value).join(", ")}.`,
        `Name it: --set ${column}=HEADING. What can be named: ${Object.keys(HEADINGS).join(", ")}.`,
      );
  }
  return columns;
}

function cellOf(row: readonly Cell[], column: number | undefined): Cell | undefined {
  return column === undefined ? undefined : row[column];
}

function valueOf(row: readonly Cell[], column: number | undefined): string {
  return cellOf(row, column)?.value.trim() ?? "";
}

/** By address, as the roster writes it or not; addresses are one person's, names may be two people's. */
function studentIn(
  row: readonly Cell[],
  columns: Columns,
  students: readonly StudentMark[],
): StudentMark | null {
  const email = valueOf(row, columns.email).toLowerCase();
  if (email === "") return null;
  return students.find((each) => each.email?.toLowerCase() === email) ?? null;
}

interface Filling {
  readonly student: StudentMark;
  readonly marked: Marked;
  readonly comma: boolean;
}

function fill(
  sheet: Sheet,
  row: readonly Cell[],
  columns: Columns,
  { student, marked, comma }: Filling,
): string[] {
  const [grade, feedback] = [cellOf(row, columns.grade), cellOf(row, columns.feedback)];
  if (/^no$/i.test(valueOf(row, columns.open)))
    return [`Moodle does not let ${student.student}'s grade be changed: line left as it was.`];
  if (student.final === null || !grade) return [`${student.student} has no mark yet: line left as it was.`];
  const most = Number(valueOf(row, columns.most).replace(",", ".")) || marked.marks.assignment.points;
  const points = ((student.final / marked.marks.assignment.points) * most).toFixed(2);
  sheet.set(grade, comma ? points.replace(".", ",") : points);
  // Moodle shows this cell as HTML.
  if (feedback)
    sheet.set(
      feedback,
      feedbackText(student, marked)
        .split("\n")
        .map((line) => String(markup`${line}`))
        .join("<br>"),
    );
  return most === marked.marks.assignment.points ? [] : [scaledNote(marked, most)];
}

function scaledNote({ marks }: Marked, most: number): string {
  return `The worksheet's maximum is ${shown(most)}, the assignment's ${shown(marks.assignment.points)}: marks were scaled to it.`;
}
