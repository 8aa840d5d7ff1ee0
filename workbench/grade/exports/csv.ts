import { stringify } from "csv-stringify/sync";
import { plainLine } from "../plain.ts";
import type { LabMark, StudentMark } from "../schema/marks.ts";
import { shown, type Exported, type Marked } from "./export.ts";

/** One line for each student and lab, for people and their spreadsheets: no cell can be taken for a formula. Pure. */
export function csvExport({ marks }: Marked): Exported {
  const rows = marks.students.flatMap((student) => student.labs.map((lab) => rowOf(student, lab)));
  const content = stringify(rows, { header: true, bom: true, escape_formulas: true });
  return { files: [{ path: "marks.csv", content }], notes: [] };
}

function rowOf(student: StudentMark, lab: LabMark): Record<string, string> {
  return {
    student: student.student,
    name: plainLine(student.name),
    email: student.email ?? "",
    lab: lab.lab,
    status: lab.status,
    received: lab.receivedAt ?? "",
    possible: shown(lab.possible),
    raw: points(lab.raw),
    late: lab.late?.says ?? "",
    penalty: shown(lab.penalty),
    override: lab.override ? shown(lab.override.points) : "",
    reason: plainLine(lab.override?.reason ?? lab.says ?? ""),
    final: points(lab.final),
    feedback: `feedback/${student.pseudonym}.html`,
    "assignment raw": points(student.raw),
    "assignment penalty": shown(student.penalty),
    "assignment final": points(student.final),
  };
}

function points(value: number | null): string {
  return value === null ? "" : shown(value);
}
