import path from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { parseShard, type Shard } from "../../grade/executors/shard/split.ts";
import { readReceived } from "../../grade/intake/received.ts";
import { openAssigned } from "../../grade/grade/assigned.ts";
import { takeClass } from "../../grade/grade/take-class.ts";
import type { Keyed } from "../../grade/schema/class.ts";
import { BadInput } from "../../lab/errors.ts";
import { listed } from "../arguments.ts";
import { interruptSignal } from "../interrupt.ts";
import { diffMarksCommand } from "./diff.ts";
import { exportCommand } from "./export.ts";
import { mergeCommand } from "./merge.ts";
import { reportCommand } from "./report.ts";
import { readyToGrade, withGradingFlags, type GradingOptions } from "./grading-flags.ts";
import { executorFor, gradeAndReport, gradeShardAndReport } from "./run.ts";
import { connectEngine } from "../../engine/connect.ts";

interface GradeOptions extends GradingOptions {
  readonly assignment?: string;
  readonly roster?: string;
  readonly out?: string;
  readonly received?: string;
  readonly overrides?: string;
  readonly only?: readonly string[];
  readonly shard?: Shard;
}

/** `groundwork grade`: a class's hand-ins, built and run in sandboxes; and what one does with the marks. */
export function gradeCommand(): Command {
  const command = new Command("grade")
    .enablePositionalOptions()
    .argument("[hand-ins]", "a folder, an archive, an LMS download, or a list of Git repositories")
    .option("--assignment <file>", "the assignment: labs, weights, dates")
    .option("--roster <csv>", "who is in the class: id,name,email,login")
    .option(
      "--out <folder>",
      "where marks, pages and the journal go; the same one again goes on where it stopped",
    )
    .option("--received <csv>", "when each hand-in came, where its source does not say: submission,received")
    .option("--overrides <csv>", "marks by hand: student,lab,points,reason; they are kept")
    .option("--only <list>", "students or labs, with commas between: grade these now", listed)
    .option(
      "--shard <i/n>",
      "grade one of n parts of the class, for example 2/4; `grade merge` joins them",
      shard,
    );
  return withGradingFlags(command)
    .addHelpText("after", HELP)
    .action(grade)
    .addCommand(reportCommand())
    .addCommand(mergeCommand())
    .addCommand(exportCommand())
    .addCommand(diffMarksCommand());
}

const HELP = `
Stopped, by Ctrl-C or by a power cut? Give the same command again: what is graded is kept, and only the rest is done.
Exits with 0 when everybody has a mark, with 1 when a hand-in could not be taken, and with 3 when one could not be graded.`;

async function grade(source: string | undefined, options: GradeOptions): Promise<void> {
  const { assignment, roster } = options;
  if (source === undefined || assignment === undefined || roster === undefined || options.out === undefined)
    throw new BadInput(
      "A class is graded from its hand-ins, an assignment and a roster, into a folder.",
      "npx groundwork grade HAND-INS --assignment FILE --roster CSV --out FOLDER",
    );
  const onProgress = await readyToGrade(options);
  // Whoever grades again does so from another folder, perhaps.
  const out = path.resolve(options.out);
  await using assigned = await openAssigned(assignment);
  const received = options.received === undefined ? new Map() : await readReceived(options.received);
  const engine = await connectEngine({ onProgress, signal: interruptSignal });
  const taken = await takeClass({
    source,
    assignmentFile: assignment,
    assigned,
    rosterFile: roster,
    received,
    out,
    engine,
    signal: interruptSignal,
    onProgress,
  });
  const { only } = options;
  const wanted = (each: Keyed): boolean =>
    only === undefined || only.includes(each.lab) || only.includes(each.student);
  if (only) requireKnown(only, taken.submissions);
  const executor = await executorFor({ ...options, out, assigned, engine, afresh: false, onProgress });
  const request = { ...options, out, assigned, taken, executor, only: wanted, again: () => false };
  if (options.shard) await gradeShardAndReport(request, options.shard, options);
  else await gradeAndReport(request, options);
}

/** What --shard was given. Throws commander's own error, which names the option. */
function shard(text: string): Shard {
  try {
    return parseShard(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof RangeError ? error.message : String(error));
  }
}

function requireKnown(only: readonly string[], submissions: readonly Keyed[]): void {
  const known = new Set(submissions.flatMap(({ student, lab }) => [student, lab]));
  const unknown = only.find((each) => !known.has(each));
  if (unknown !== undefined)
    throw new BadInput(
      `"${unknown}" is neither a student who handed in nor a lab of this assignment.`,
      "Give the roster's key of a student, or a lab's id.",
    );
}
