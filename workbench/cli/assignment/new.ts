import { randomBytes } from "node:crypto";
import { Command, Option } from "commander";
import { newAssignment, type NewAssignment } from "../../grade/assignment/new.ts";
import { BadInput } from "../../lab/errors.ts";
import { LABS_DIR } from "../../project.ts";
import { listed, wholeNumber } from "../arguments.ts";
import { EXIT } from "../exit.ts";
import { interruptSignal } from "../interrupt.ts";
import { JSON_FLAG, print, type JsonOption } from "../output.ts";
import { askAssignment, type Said } from "./ask.ts";

interface NewOptions extends JsonOption, Said {
  readonly lateUntil?: string;
  readonly late: "full" | "none" | "percent-per-day" | "late-days";
  readonly percent: number;
  readonly days: number;
  readonly points: number;
  readonly feedback: "full" | "short" | "hidden";
  readonly seed?: string;
  readonly privateTests?: boolean;
  readonly out?: string;
}

/** `groundwork assignment new`: writes the folder of a new assignment. */
export function newAssignmentCommand(): Command {
  return new Command("new")
    .description("begin an assignment: asks what is not said, in a terminal; elsewhere options say it all")
    .option("--id <id>", "short name: small letters, digits and dashes")
    .option("--title <title>", "what students read")
    .option("--labs <labs>", "ids of labs, with commas between", listed)
    .option("--due <time>", "an instant with its offset, for example 2026-11-20T23:59:00+01:00")
    .option("--late-until <time>", "after this nothing is taken any more")
    .addOption(
      new Option("--late <policy>", "what lateness costs")
        .choices(["full", "none", "percent-per-day", "late-days"])
        .default("full"),
    )
    .option("--percent <number>", "for each day begun, with the last two policies", wholeNumber, 10)
    .option("--days <number>", "that cost nothing, with late-days", wholeNumber, 2)
    .option("--points <number>", "of the whole assignment", wholeNumber, 100)
    .addOption(
      new Option("--feedback <level>", "how much students are told")
        .choices(["full", "short", "hidden"])
        .default("full"),
    )
    .option("--seed <text>", "mixed into each student's variant (default: a new one)")
    .option("--private-tests", "with an example of tests of your own, which are never handed out")
    .option("--out <folder>", "where to write it (default: the id)")
    .option(...JSON_FLAG)
    .action(begin);
}

async function begin(options: NewOptions): Promise<void> {
  const isComplete = options.id !== undefined && options.title !== undefined && options.labs !== undefined;
  const said = isComplete ? options : await asked(options);
  if (said === null) {
    process.exitCode = EXIT.interrupted;
    return;
  }
  const { id = "", title = "", labs = [], due } = said;
  const { lateUntil, points, feedback, seed = randomBytes(4).toString("hex") } = options;
  const assignment: NewAssignment = {
    ...{
      id,
      title,
      labs: labs.map((lab) => ({ lab })),
      points,
      due: due || null,
      lateUntil: lateUntil ?? null,
    },
    ...{ late: policyOf(options), feedback, variantSeed: seed },
  };
  const made = await newAssignment(options.out ?? id, assignment, options.privateTests ?? false, LABS_DIR);
  const text = `${made.file} is written.\nLook at it, then: npx groundwork assignment pack ${options.out ?? id} --out handout`;
  print({ file: made.file, assignment: made.assignment }, text, options);
}

async function asked(options: NewOptions): Promise<Said | null> {
  if (process.stdin.isTTY && process.stderr.isTTY)
    return askAssignment(options, { input: process.stdin, output: process.stderr, signal: interruptSignal });
  throw new BadInput(
    "An assignment needs an id, a title and labs, and without a terminal nobody can be asked.",
    "Say them: npx groundwork assignment new --id week-3 --title 'Week 3' --labs 03-scratch,10-surface",
  );
}

function policyOf({ late, percent, days }: NewOptions): NewAssignment["late"] {
  if (late === "percent-per-day") return { kind: late, percent };
  return late === "late-days" ? { kind: late, days, percentAfter: percent } : { kind: late };
}
