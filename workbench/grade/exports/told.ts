import { plain } from "../plain.ts";
import type { Failure } from "../../lab/results.ts";
import type { Grade } from "../schema/grade.ts";
import type { LabMark, TaskMark } from "../schema/marks.ts";

/** A task as its student may see it. */
export interface ToldTask {
  readonly task: TaskMark;
  /** Null: it passed, or they are not to know more. Its texts are plain. */
  readonly failure: Failure | null;
}

/** The tasks of a lab that a student is told of, each as far as its level goes; hidden ones are not among them. Pure. */
export function toldTasks(lab: LabMark, grade: Grade | null): ToldTask[] {
  return lab.tasks
    .filter(({ told }) => told !== "hidden")
    .map((task) => ({ task, failure: task.told === "full" ? failureOf(grade, task.id) : null }));
}

/** The points of the tasks that a student is not told of. */
export function hiddenPoints({ tasks }: LabMark): { earned: number; points: number } | null {
  const hidden = tasks.filter(({ told }) => told === "hidden");
  if (hidden.length === 0) return null;
  return {
    earned: hidden.reduce((sum, task) => sum + task.earned, 0),
    points: hidden.reduce((sum, task) => sum + task.points, 0),
  };
}

/** Why a task did not pass, in plain text; null where it passed or was not tried. */
export function failureOf(grade: Grade | null, id: string): Failure | null {
  const failure = grade?.result?.tasks.find((task) => task.id === id)?.failure ?? null;
  if (failure === null) return null;
  const { expected, seen, cause, where, engineText } = failure;
  return {
    code: failure.code,
    expected: plain(expected),
    seen: plain(seen),
    cause: plain(cause),
    where: plain(where),
    engineText: engineText === null ? null : plain(engineText),
  };
}

/** A failure as lines of text. */
export function failureText({ expected, seen, cause, where, engineText }: Failure): string {
  const rows = [`expected: ${expected}`, `seen: ${seen}`, `cause: ${cause}`, `look at: ${where}`];
  return [...rows, ...(engineText === null ? [] : [`engine: ${engineText}`])].join("\n");
}

/** Why there is no plain grade, with the rules that were broken, as lines of text; null where there is one. */
export function statusText(lab: LabMark, grade: Grade | null): string | null {
  const findings = (grade?.findings ?? []).map(
    ({ file, line, text, reason }) => `${file}${line === null ? "" : `:${line}`}: ${text}\n${reason}`,
  );
  const lines = [...(lab.says === null ? [] : [lab.says]), ...findings];
  return lines.length === 0 ? null : plain(lines.join("\n"));
}
