import { BadInput } from "../../lab/errors.ts";
import { canvasExport, canvasFilled } from "./canvas.ts";
import { classroom50Export, classroomOf } from "./classroom50.ts";
import { csvExport } from "./csv.ts";
import { exercismExport } from "./exercism.ts";
import type { Exported, Marked } from "./export.ts";
import { gradescopeExport } from "./gradescope.ts";
import { junitExport } from "./junit.ts";
import { moodleExport } from "./moodle.ts";

export interface ExportOptions {
  /** The teacher's own file, of which only the marks are changed. */
  readonly into: Buffer | null;
  /** Heading of the column that the marks go into. */
  readonly column?: string | undefined;
  /** What only one format asks for. */
  readonly set: Partial<Record<string, string>>;
}

type Format = (marked: Marked, options: ExportOptions) => Exported;

const FORMATS: Readonly<Record<string, Format>> = {
  csv: csvExport,
  canvas: (marked, { into, column }) =>
    into ? canvasFilled(marked, into, column) : canvasExport(marked, column),
  moodle: (marked, { into, set }) => {
    if (into) return moodleExport(marked, into, set);
    throw new BadInput(
      "Moodle takes back only its own worksheet, and none was named.",
      'Download it in Moodle (the assignment, "Download grading worksheet") and give it with --into FILE.',
    );
  },
  gradescope: gradescopeExport,
  classroom50: (marked, { set }) => classroom50Export(marked, classroomOf(set)),
  junit: junitExport,
  exercism: exercismExport,
};

/** Names of all formats. */
export const FORMAT_NAMES = Object.keys(FORMATS);

/** The marks in one format. Throws BadInput for an unknown one, and where what it needs was not given. Pure. */
export function exported(format: string, marked: Marked, options: ExportOptions): Exported {
  const make = FORMATS[format];
  if (make) return make(marked, options);
  throw new BadInput(`There is no export "${format}".`, `There are: ${FORMAT_NAMES.join(", ")}.`);
}
