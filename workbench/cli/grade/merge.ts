import path from "node:path";
import { Command } from "commander";
import { mergeShards } from "../../grade/executors/shard/merge.ts";
import { openAssigned } from "../../grade/grade/assigned.ts";
import { markAgain } from "../../grade/grade/session.ts";
import { graderVersion } from "../../grade/grade/version.ts";
import { interruptSignal } from "../interrupt.ts";
import { JSON_FLAG, type JsonOption } from "../output.ts";
import { progress } from "../progress.ts";
import { reportMarks } from "./report.ts";

interface MergeOptions extends JsonOption {
  readonly out: string;
  readonly assignment?: string;
  readonly overrides?: string;
}

/** `groundwork grade merge`: the shards of a class, joined and marked. */
export function mergeCommand(): Command {
  return new Command("merge")
    .description("join the shards of a class, prove that nothing is missing or double, and make the marks")
    .argument("<shards...>", "the output folders of all shards")
    .requiredOption("--out <folder>", "where the joined class goes; the same one again takes what is new")
    .option(
      "--assignment <file>",
      "where the assignment lies on this machine, if not where the shards found it",
    )
    .option("--overrides <csv>", "marks by hand: student,lab,points,reason; they are kept")
    .option(...JSON_FLAG)
    .action(merge);
}

async function merge(from: readonly string[], options: MergeOptions): Promise<void> {
  const out = path.resolve(options.out);
  const common = { out, signal: interruptSignal, onProgress: progress };
  const taken = await mergeShards({ ...common, from, assignmentFile: options.assignment ?? null });
  await using assigned = await openAssigned(taken.assignmentFile);
  const overrides = options.overrides ?? null;
  const { marks } = await markAgain({ ...common, assigned, taken, overrides, grader: graderVersion() });
  reportMarks(marks, taken, out, options);
}
