import { parse } from "csv-parse/sync";
import { z } from "zod";
import { BadInput } from "../../lab/errors.ts";
import type { Override, Student } from "../schema/marks.ts";

const COLUMNS = ["student", "lab", "points", "reason"] as const;

const rowSchema = z.object({
  student: z.string().min(1, "names no student"),
  lab: z.string().min(1, "names no lab"),
  points: z
    .string()
    .regex(/^\d+([.,]\d+)?$/, "points are a number, for example 12.5")
    .transform((text) => Number(text.replace(",", "."))),
  reason: z.string().trim().min(1, "gives no reason; say in a few words why this mark is not the tests' own"),
});

/** What an override may be given to, and at most how much. */
export interface Overridable {
  readonly students: readonly Student[];
  /** Possible points by lab. */
  readonly possible: ReadonlyMap<string, number>;
}

/** Marks by hand from a CSV with the columns student, lab, points, reason. Throws BadInput that names each wrong line. */
export function parseOverrides(text: string, file: string, within: Overridable): Override[] {
  const problems: string[] = [];
  const overrides = rowsOf(text, file).flatMap(({ line, row }) => {
    const found = overrideOf(row, within);
    if (typeof found !== "string") return [found];
    problems.push(`${file}:${line}: ${found}`);
    return [];
  });
  if (problems.length === 0) return overrides;
  throw new BadInput(
    problems.join("\n"),
    "Nothing was taken from the file. Correct these lines and give it again.",
  );
}

function overrideOf(row: unknown, { students, possible }: Overridable): Override | string {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) return parsed.error.issues.map((issue) => issue.message).join("; ");
  const { student: name, lab, points, reason } = parsed.data;
  const student = students.find((each) => each.student === name);
  if (!student) return `nobody on the roster is "${name}"`;
  const most = possible.get(lab);
  if (most === undefined)
    return `"${lab}" is no lab of this assignment; it has ${[...possible.keys()].join(", ")}`;
  if (points > most) return `${points} points are more than the ${most} of ${lab}`;
  return { pseudonym: student.pseudonym, lab, points, reason };
}

function rowsOf(text: string, file: string): { line: number; row: unknown }[] {
  try {
    const records = z
      .array(z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) }))
      .parse(
        parse(text, {
          bom: true,
          columns: true,
          info: true,
          delimiter: [",", ";"],
          trim: true,
          skip_empty_lines: true,
        }),
      );
    const missing = records[0] ? COLUMNS.filter((name) => !(name in (records[0]?.record ?? {}))) : [];
    if (missing.length > 0) throw new Error(`It has no column ${missing.join(", ")}.`);
    return records.map(({ record, info }) => ({ line: info.lines, row: record }));
  } catch (error) {
    throw new BadInput(
      `${file} can't be read as overrides: ${(error as Error).message}`,
      `It is a CSV file with the columns ${COLUMNS.join(",")}.`,
    );
  }
}
