import Builder from "fast-xml-builder";
import { plain } from "../plain.ts";
import type { Grade } from "../schema/grade.ts";
import type { LabMark, StudentMark, TaskMark } from "../schema/marks.ts";
import { gradeOf, type Exported, type Marked } from "./export.ts";
import { failureOf, failureText, statusText } from "./told.ts";

type Node = Record<string, unknown>;

/** JUnit XML for the instructor's own tools: a suite for each student, by pseudonym, with all that is known. Pure. */
export function junitExport(marked: Marked): Exported {
  const builder = new Builder({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    format: true,
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
  });
  const suites = marked.marks.students.map((student) => suiteOf(student, marked));
  const built = builder.build({ testsuites: { "@name": marked.marks.assignment.id, testsuite: suites } });
  return {
    files: [{ path: "junit.xml", content: `<?xml version="1.0" encoding="UTF-8"?>\n${built}` }],
    notes: [],
  };
}

function suiteOf(student: StudentMark, marked: Marked): Node {
  const cases = student.labs.flatMap((lab) => casesOf(lab, gradeOf(marked, lab)));
  const count = (kind: string): number => cases.filter((each) => kind in each).length;
  return {
    "@name": student.pseudonym,
    "@tests": cases.length,
    "@failures": count("failure"),
    "@errors": count("error"),
    "@skipped": count("skipped"),
    testcase: cases,
  };
}

function casesOf(lab: LabMark, grade: Grade | null): Node[] {
  if (lab.tasks.length > 0) return lab.tasks.map((task) => caseOf(lab, task, grade));
  const says = statusText(lab, grade) ?? lab.status;
  const kind = lab.status === "not-gradable" || lab.status === "not-taken" ? "error" : "skipped";
  return [{ "@classname": lab.lab, "@name": lab.status, [kind]: { "@message": legal(says) } }];
}

function caseOf(lab: LabMark, task: TaskMark, grade: Grade | null): Node {
  const tried = grade?.result?.tasks.find(({ id }) => id === task.id);
  const about = {
    "@classname": lab.lab,
    "@name": legal(task.title),
    "@time": ((tried?.durationMs ?? 0) / 1000).toFixed(3),
  };
  if (task.verdict === "pass") return about;
  const failure = failureOf(grade, task.id);
  const text = legal(failure ? failureText(failure) : "");
  const kind = task.verdict === "not-gradable" ? "error" : failure?.code === "needs" ? "skipped" : "failure";
  return { ...about, [kind]: { "@message": legal(failure?.code ?? task.verdict), "#text": text } };
}

/** What XML 1.0 can't hold is gone. */
function legal(text: string): string {
  return plain(text).replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
}
