import type { Grade } from "../schema/grade.ts";
import type { ClassMarks, LabMark } from "../schema/marks.ts";

/** What every export is a view of. */
export interface Marked {
  readonly marks: ClassMarks;
  /** By key. */
  readonly grades: ReadonlyMap<string, Grade>;
}

export interface ExportedFile {
  /** Below the folder of exports. */
  readonly path: string;
  readonly content: string | Buffer;
}

export interface Exported {
  readonly files: readonly ExportedFile[];
  /** Who is not in it, and what else the instructor should know. */
  readonly notes: readonly string[];
}

/** The grade behind a lab's mark; null where there is none. */
export function gradeOf({ grades }: Marked, lab: LabMark): Grade | null {
  return (lab.key === null ? undefined : grades.get(lab.key)) ?? null;
}

/** A number for a sheet: two places at most, no zeroes at its end. */
export function shown(points: number): string {
  return String(Math.round(points * 100) / 100);
}
