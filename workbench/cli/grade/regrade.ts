import { Command, Option } from "commander";
import { connectEngine } from "../../engine/connect.ts";
import { openAssigned } from "../../grade/grade/assigned.ts";
import { readClass } from "../../grade/grade/out.ts";
import { keyedClass } from "../../grade/grade/take-class.ts";
import type { Keyed } from "../../grade/schema/class.ts";
import { BadInput } from "../../lab/errors.ts";
import { wholeNumber } from "../arguments.ts";
import { interruptSignal } from "../interrupt.ts";
import { JSON_FLAG } from "../output.ts";
import { progress } from "../progress.ts";
import { requireFit, RISK_FLAG } from "./fit.ts";
import { placesOf, REDIS_CA_FLAG, REDIS_FLAG, STORE_FLAG, type QueueOptions } from "./queue-flags.ts";
import {
  defaultJobs,
  EVENTS_FLAG,
  EXECUTOR_FLAG,
  EXECUTORS,
  executorFor,
  gradeAndReport,
  type ExecutorName,
  type RunOptions,
} from "./run.ts";

interface RegradeOptions extends RunOptions, QueueOptions {
  readonly executor: ExecutorName;
  readonly acceptRisk?: string;
  readonly out: string;
  readonly changed?: boolean;
  readonly lab?: string;
  readonly student?: string;
  readonly jobs: number;
}

/** `groundwork regrade`: grade again what was taken in before, after a test, a limit or a base has changed. */
export function regradeCommand(): Command {
  return new Command("regrade")
    .requiredOption("--out <folder>", "where the class was graded into")
    .option("--changed", "what a changed test, limit, base or policy may have changed")
    .option("--lab <id>", "all hand-ins for this lab, changed or not")
    .option("--student <key>", "all hand-ins of this student, changed or not")
    .option("--jobs <n>", "hand-ins graded at a time", wholeNumber, defaultJobs())
    .addOption(new Option(...EXECUTOR_FLAG).choices(EXECUTORS).default("local"))
    .option(...REDIS_FLAG)
    .option(...REDIS_CA_FLAG)
    .option(...STORE_FLAG)
    .option(...RISK_FLAG)
    .option(...EVENTS_FLAG)
    .option(...JSON_FLAG)
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
  if (options.executor === "local") await requireFit(options.acceptRisk);
  else placesOf(options);
  const onProgress = options.events ? () => undefined : progress;
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
