import { readFile } from "node:fs/promises";
import path from "node:path";
import { Command, InvalidArgumentError } from "commander";
import type { Marked } from "../../grade/exports/export.ts";
import { exported, FORMAT_NAMES } from "../../grade/exports/formats.ts";
import { outPaths, readMarks } from "../../grade/grade/out.ts";
import { readJournal } from "../../grade/journal/journal.ts";
import type { Grade } from "../../grade/schema/grade.ts";
import { BadInput } from "../../lab/errors.ts";
import { writeText } from "../../state.ts";
import { JSON_FLAG, print } from "../output.ts";
import type { JsonOption } from "../output.ts";

interface ExportOptions extends JsonOption {
  readonly out: string;
  readonly into?: string;
  readonly column?: string;
  readonly set: Readonly<Record<string, string>>;
  readonly to?: string;
}

/** `groundwork grade export`: the marks for another program. */
export function exportCommand(): Command {
  return new Command("export")
    .description("write the marks for a gradebook or another program")
    .argument("<format>", FORMAT_NAMES.join(", "))
    .requiredOption("--out <folder>", "where the class was graded into")
    .option(
      "--into <file>",
      "your own gradebook or worksheet: only its marks are changed, in a copy (canvas, moodle)",
    )
    .option("--column <heading>", 'the assignment\'s column, for example "Title (1234)" (canvas)')
    .option("--set <name=value>", "what only one format asks for; may be given again", pair, {})
    .option("--to <folder>", "where the files go (default: exports in the output folder)")
    .option(...JSON_FLAG)
    .action(exportMarks);
}

async function exportMarks(format: string, options: ExportOptions): Promise<void> {
  const marked = await readMarked(options.out);
  const into = options.into === undefined ? null : await readGiven(options.into);
  const { files, notes } = exported(format, marked, { into, column: options.column, set: options.set });
  const to = options.to ?? outPaths(options.out).exports;
  for (const file of files) await writeText(path.join(to, file.path), file.content);
  const paths = files.map((file) => path.join(to, file.path));
  const shown = paths.length > 3 ? [`${paths.length} files in ${to}`] : paths;
  print({ format: "groundwork.export/1", files: paths, notes }, [...shown, ...notes].join("\n"), options);
}

/** The marks of an output folder with the grades that they stand on. Throws BadInput where there are none. */
export async function readMarked(out: string): Promise<Marked> {
  const marks = await readMarks(out);
  const keys = new Set(marks.students.flatMap(({ labs }) => labs.flatMap(({ key }) => key ?? [])));
  const grades = await readJournal(out, async (journal) => {
    const found = new Map<string, Grade>();
    for (const key of keys) {
      const grade = await journal.grade(key);
      if (grade) found.set(key, grade);
    }
    return found;
  });
  return { marks, grades };
}

async function readGiven(file: string): Promise<Buffer> {
  return readFile(file).catch(() => {
    throw new BadInput(`${file} can't be read.`, "Give the file that you downloaded: --into FILE.");
  });
}

function pair(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const at = text.indexOf("=");
  if (at > 0) return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
  throw new InvalidArgumentError("Write it as NAME=VALUE.");
}
