import type { LabMark } from "../schema/marks.ts";
import { gradeOf, type Exported, type Marked } from "./export.ts";
import { failureText, statusText, toldTasks } from "./told.ts";

/** Signs that Exercism takes at most, of the message of a whole run and of a test's output. */
const MESSAGE_MAX = 65_535;

/** Exercism's results.json, version 3, one for each student and lab. Pure. */
export function exercismExport(marked: Marked): Exported {
  const files = marked.marks.students.flatMap((student) =>
    student.labs.map((lab) => ({
      path: `exercism/${student.pseudonym}/${lab.lab}/results.json`,
      content: `${JSON.stringify(resultsOf(lab, marked), null, 2)}\n`,
    })),
  );
  return { files, notes: [] };
}

function resultsOf(lab: LabMark, marked: Marked): object {
  const grade = gradeOf(marked, lab);
  // Nothing was run: for Exercism that is an error, which a message explains.
  if (lab.tasks.length === 0) {
    const message = (statusText(lab, grade) ?? lab.status).slice(0, MESSAGE_MAX);
    return { version: 3, status: "error", message, tests: [] };
  }
  const passed = lab.tasks.every((task) => task.verdict === "pass");
  return {
    version: 3,
    status: passed ? "pass" : "fail",
    message: null,
    tests: toldTasks(lab, grade).map(({ task, failure }) => ({
      name: task.title,
      test_code: `task("${task.id}")`,
      status: task.verdict === "not-gradable" ? "error" : task.verdict === "pass" ? "pass" : "fail",
      message: task.verdict === "pass" ? null : failure ? failureText(failure) : "This task did not pass.",
      output: null,
      task_id: lab.tasks.indexOf(task) + 1,
    })),
  };
}
