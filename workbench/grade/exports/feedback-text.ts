import type { StudentMark } from "../schema/marks.ts";
import { gradeOf, shown, type Marked } from "./export.ts";
import { hiddenPoints, statusText, toldTasks } from "./told.ts";

/** A student's feedback for the cell of a sheet: points of each task as far as they are told, in a few lines. Pure. */
export function feedbackText(student: StudentMark, marked: Marked): string {
  const lines = student.labs.flatMap((lab) => {
    const grade = gradeOf(marked, lab);
    const tasks = toldTasks(lab, grade).map(
      ({ task }) => `${task.title}: ${shown(task.earned)} of ${shown(task.points)}`,
    );
    const hidden = hiddenPoints(lab);
    const status = statusText(lab, grade);
    return [
      `${lab.title} (${lab.lab}): ${lab.final === null ? "no mark yet" : `${shown(lab.final)} of ${shown(lab.possible)}`}`,
      ...(status === null ? [] : [status]),
      ...tasks,
      ...(hidden === null ? [] : [`Further tasks: ${shown(hidden.earned)} of ${shown(hidden.points)}`]),
      ...(lab.penalty > 0 && lab.late
        ? [`Lateness: ${lab.late.says}, which takes ${shown(lab.penalty)}`]
        : []),
      ...(lab.override ? [`Mark by hand: ${lab.override.reason}`] : []),
    ];
  });
  return lines.join("\n");
}
