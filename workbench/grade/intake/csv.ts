import { readFile } from "node:fs/promises";
import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import { BadInput } from "../../lab/errors.ts";

const rowsSchema = z.array(z.record(z.string(), z.string()));

/** One row, by the names of its columns in small letters. */
export type Row = Readonly<Record<string, string>>;

/** Rows of a CSV as people export them: `,`, `;` or a tab between columns, with or without a byte order mark. Throws BadInput. */
export async function readCsv(file: string): Promise<readonly Row[]> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new BadInput(`${file} can't be read: ${String(error)}`, "Name a CSV file that is there.");
  });
  try {
    const rows: unknown = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      skip_empty_lines: true,
      trim: true,
    });
    return rowsSchema.parse(rows);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new BadInput(`${file} is no CSV: ${error.message}`, "Export it again as CSV, in UTF-8.");
  }
}

/** The sign that parts the columns of the first line. */
function delimiterOf(text: string): string {
  const [header = ""] = text.split("\n");
  const counted = [",", ";", "\t"].map((sign) => ({ sign, count: header.split(sign).length }));
  return counted.sort((one, other) => other.count - one.count)[0]?.sign ?? ",";
}

/** The value under the first of these names that the row has and that is not empty. */
export function cell(row: Row, names: readonly string[]): string | null {
  return names.map((name) => row[name] ?? "").find((value) => value !== "") ?? null;
}
