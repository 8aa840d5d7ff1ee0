import { Command } from "commander";
import { median, withStatus } from "../../grade/feedback/statistics.ts";
import { openAssigned } from "../../grade/grade/assigned.ts";
import { outPaths, readClass } from "../../grade/grade/out.ts";
import { markAgain } from "../../grade/grade/session.ts";
import { graderVersion } from "../../grade/grade/version.ts";
import { pointsText } from "../../grade/marks/diff.ts";
import { plainLine } from "../../grade/plain.ts";
import { NOTHING_THERE, type TakenClass } from "../../grade/schema/class.ts";
import type { ClassMarks, LabStatus } from "../../grade/schema/marks.ts";
import { EXIT } from "../exit.ts";
import { interruptSignal } from "../interrupt.ts";
import { JSON_FLAG, print, terminalWidth } from "../output.ts";
import type { JsonOption } from "../output.ts";
import { progress } from "../progress.ts";
import { table } from "../table.ts";

interface ReportOptions extends JsonOption {
  readonly out: string;
  readonly overrides?: string;
}

/** `groundwork grade report`: the marks and pages made anew from the journal, without grading anything. */
export function reportCommand(): Command {
  return new Command("report")
    .description("make the marks and pages anew from what is graded, and show them; builds nothing")
    .requiredOption("--out <folder>", "where the class was graded into")
    .option("--overrides <csv>", "marks by hand: student,lab,points,reason; they are kept")
    .option(...JSON_FLAG)
    .action(report);
}

async function report({ out, overrides, ...options }: ReportOptions): Promise<void> {
  const taken = await readClass(out);
  await using assigned = await openAssigned(taken.assignmentFile);
  const { marks } = await markAgain({
    out,
    assigned,
    taken,
    overrides: overrides ?? null,
    grader: graderVersion(),
    signal: interruptSignal,
    onProgress: progress,
  });
  reportMarks(marks, taken, out, options);
}

/** Prints how a class stands, and says by the exit code whether everybody has a mark. */
export function reportMarks(marks: ClassMarks, taken: TakenClass, out: string, options: JsonOption): void {
  print(marks, marksText(marks, taken, out), options);
  if (withStatus(marks, "not-gradable").length > 0) process.exitCode = EXIT.fault;
  else if (taken.refused.some(({ blocks, code }) => blocks && code !== NOTHING_THERE))
    process.exitCode = EXIT.notSo;
}

function marksText(marks: ClassMarks, { refused }: TakenClass, out: string): string {
  const labs = marks.students[0]?.labs.map(({ lab }) => lab) ?? [];
  const rows = marks.students.map(({ student, name, labs: done, final }) => [
    plainLine(student),
    plainLine(name),
    ...done.map((lab) =>
      lab.status === "graded" ? pointsText(lab.final) : `${pointsText(lab.final)} (${lab.status})`,
    ),
    pointsText(final),
  ]);
  const said = refused.filter(({ code }) => code !== NOTHING_THERE);
  const left = said.map(({ source, reason }) => `  ${plainLine(source)}: ${plainLine(reason)}`);
  const middle = median(marks);
  return [
    table(["student", "name", ...labs, `of ${marks.assignment.points}`], rows, terminalWidth()),
    "",
    ...(left.length === 0 ? [] : ["Could not be taken:", ...left, ""]),
    ...notes(marks),
    ...(middle === null ? [] : [`median ${pointsText(middle)} of ${marks.assignment.points}`]),
    `the class: ${outPaths(out).summary}`,
    `each student: ${outPaths(out).feedback}`,
  ].join("\n");
}

const SAYS: Partial<Record<LabStatus, string>> = {
  "not-gradable": "not gradable, through no fault of the students: the same command tries again",
  rejected: "against the rules, so not built",
  missing: "not handed in",
};

function notes(marks: ClassMarks): string[] {
  return Object.entries(SAYS).flatMap(([status, says]) => {
    const count = withStatus(marks, status as LabStatus).length;
    return count === 0 ? [] : [`${count} ${says}`];
  });
}
