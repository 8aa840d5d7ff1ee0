import { Option, type Command } from "commander";
import { wholeNumber } from "../arguments.ts";
import { JSON_FLAG } from "../output.ts";
import { progress } from "../progress.ts";
import { requireFit, RISK_FLAG } from "./fit.ts";
import { placesOf, REDIS_CA_FLAG, REDIS_FLAG, STORE_FLAG, type QueueOptions } from "./queue-flags.ts";
import { defaultJobs, EVENTS_FLAG, EXECUTORS, type ExecutorName, type RunOptions } from "./run.ts";

/** What `grade` and `regrade` are told alike: where hand-ins are built, and what is said on the way. */
export interface GradingOptions extends RunOptions, QueueOptions {
  readonly executor: ExecutorName;
  readonly jobs: number;
  readonly acceptRisk?: string;
}

const EXECUTOR_FLAG = [
  "--executor <name>",
  "where hand-ins are built: local (here), or bullmq (on workers: npx groundwork worker --help)",
] as const;

/** Adds these options to a command. */
export function withGradingFlags(command: Command): Command {
  return command
    .option("--jobs <n>", "hand-ins graded at a time", wholeNumber, defaultJobs())
    .addOption(new Option(...EXECUTOR_FLAG).choices(EXECUTORS).default("local"))
    .option(...REDIS_FLAG)
    .option(...REDIS_CA_FLAG)
    .option(...STORE_FLAG)
    .option(...RISK_FLAG)
    .option(...EVENTS_FLAG)
    .option(...JSON_FLAG);
}

/**
 * Looks whether hand-ins can be graded as it was asked, before any is touched. Throws EngineFault where this machine is not
 * fit to build them, BadInput where it was not said where the workers' queue is.
 * @returns takes lines of progress; with --events, which are for programs, they are not said
 */
export async function readyToGrade(options: GradingOptions): Promise<(line: string) => void> {
  if (options.executor === "local") await requireFit(options.acceptRisk);
  else placesOf(options);
  return options.events ? () => undefined : progress;
}
