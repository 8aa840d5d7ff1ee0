import { Command } from "commander";
import { connectEngine } from "../../engine/connect.ts";
import { openAssigned } from "../../grade/grade/assigned.ts";
import { readClass } from "../../grade/grade/out.ts";
import { keyedClass } from "../../grade/grade/take-class.ts";
import type { Keyed } from "../../grade/schema/class.ts";
import { BadInput } from "../../lab/errors.ts";
import { interruptSignal } from "../interrupt.ts";
import { readyToGrade, withGradingFlags, type GradingOptions } from "./grading-flags.ts";
import { executorFor, gradeAndReport } from "./run.ts";

interface RegradeOptions extends GradingOptions {
  readonly out: string;
  readonly changed?: boolean;
  readonly lab?: string;
  readonly student?: string;
}

/** `groundwork regrade`: grade again what was taken in before, after a test, a limit or a base has changed. */
export function regradeCommand(): Command {
  const command = new Command("regrade")
    .requiredOption("--out <folder>", "where the class was graded into")
    .option("--changed", "what a changed test, limit, base or policy may have changed")
    .option("--lab <id>", "all hand-ins for this lab, changed or not")
    .option("--student <key>", "all hand-ins of this student, changed or not");
  return withGradingFlags(command)
    .addHelpText(
      "after",
      `
The marks from before are kept: npx groundwork grade diff FOLDER/marks.before.json FOLDER`,
    )
    .action(regrade);
}

async function regrade(options: RegradeOptions): Promise<void> {
  const { out, lab, student } = options;
  if (!options.changed && lab === undefined && student === undefined)
    throw new BadInput("It was not said what to grade again.", "Give --changed, --lab ID or --student KEY.");
  const onProgress = await readyToGrade(options);
  const before = await readClass(out);
  await using assigned = await openAssigned(before.assignmentFile);
  const engine = await connectEngine({ onProgress, signal: interruptSignal });
  const taken = await keyedClass(before, { assigned, engine, signal: interruptSignal, onProgress });
  const isNamed = (each: Keyed): boolean =>
    (lab === undefined || each.lab === lab) && (student === undefined || each.student === student);
  const named = lab !== undefined || student !== undefined;
  if (named && !taken.submissions.some(isNamed))
    throw new BadInput(
      `Nothing was handed in${student === undefined ? "" : ` by "${student}"`}${lab === undefined ? "" : ` for "${lab}"`}.`,
      "Give the roster's key of a student, and a lab of the assignment.",
    );
  const again = (each: Keyed): boolean => named && isNamed(each);
  const executor = await executorFor({ ...options, assigned, engine, afresh: named, onProgress });
  await gradeAndReport(
    { ...options, assigned, taken, executor, only: (each) => !named || isNamed(each), again },
    options,
  );
}
