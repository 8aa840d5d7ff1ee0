import type { LabMark, StudentMark } from "../schema/marks.ts";
import { gradeOf, shown, type Exported, type Marked } from "./export.ts";
import { failureOf, failureText, statusText } from "./told.ts";

/** Gradescope's results.json, one for each student; hidden tasks are in it for the instructor, and hidden. Pure. */
export function gradescopeExport(marked: Marked): Exported {
  const [graded, without] = [
    marked.marks.students.filter((each) => each.final !== null),
    marked.marks.students.filter((each) => each.final === null),
  ];
  return {
    files: graded.map((student) => ({
      path: `gradescope/${student.pseudonym}/results.json`,
      content: `${JSON.stringify(resultsOf(student, marked), null, 2)}\n`,
    })),
    notes: without.map(({ student }) => `${student} has no mark yet, so no results.json.`),
  };
}

function resultsOf(student: StudentMark, marked: Marked): object {
  const output = student.labs.flatMap((lab) => statusText(lab, gradeOf(marked, lab)) ?? []).join("\n");
  const ms = student.labs.reduce((sum, lab) => sum + (gradeOf(marked, lab)?.durationMs ?? 0), 0);
  return {
    score: Number(shown(student.final ?? 0)),
    execution_time: Math.round(ms / 1000),
    ...(output === "" ? {} : { output, output_format: "text" }),
    test_output_format: "text",
    test_name_format: "text",
    visibility: "visible",
    stdout_visibility: "hidden",
    tests: student.labs.flatMap((lab) => testsOf(lab, marked)),
    extra_data: {
      grader: `groundwork ${marked.marks.grader}`,
      keys: Object.fromEntries(student.labs.map((lab) => [lab.lab, lab.key])),
    },
  };
}

function testsOf(lab: LabMark, marked: Marked): object[] {
  return lab.tasks.map((task, index) => {
    const failure = task.told === "full" ? failureOf(gradeOf(marked, lab), task.id) : null;
    return {
      name: task.title,
      name_format: "text",
      number: `${lab.lab}.${index + 1}`,
      score: Number(shown(task.earned)),
      max_score: Number(shown(task.points)),
      status: task.verdict === "pass" ? "passed" : "failed",
      ...(failure === null ? {} : { output: failureText(failure), output_format: "text" }),
      visibility: task.told === "hidden" ? "hidden" : "visible",
    };
  });
}
