import { availableParallelism } from "node:os";
import { Command } from "commander";
import { checkCourse } from "../course/check.ts";
import { checkContent } from "../course/content/check.ts";
import { courseText } from "../course/text.ts";
import { connectEngine } from "../engine/connect.ts";
import { wholeNumber } from "./arguments.ts";
import { EXIT } from "./exit.ts";
import { interruptSignal } from "./interrupt.ts";
import { JSON_FLAG, print } from "./output.ts";
import type { JsonOption } from "./output.ts";
import { progress } from "./progress.ts";

interface CheckOptions extends JsonOption {
  readonly twice?: boolean;
  readonly all?: boolean;
  readonly seed?: string;
  readonly jobs: number;
}

/** `groundwork course`: hold the course to what it promises. */
export function courseCommand(): Command {
  const command = new Command("course");
  command
    .command("check")
    .argument("[labs...]", "ids; all of them, and the course's files, when none is named")
    .description(
      "run every solution, starter and trap, and look for what nobody uses (exit 1: something is not as declared)",
    )
    .option("--twice", "run everything twice from a clean state, and compare")
    .option("--all", "run a lab again though nothing that it depends on has changed")
    .option("--seed <text>", "repeat a run with the same varying values")
    .option("--jobs <n>", "hand-ins tried at a time", wholeNumber, Math.min(2, availableParallelism()))
    .option(...JSON_FLAG)
    .action(check);
  command
    .command("files")
    .description("only look for what nobody uses and for sizes typed by hand; needs no engine")
    .option(...JSON_FLAG)
    .action(files);
  return command;
}

async function check(labs: string[], options: CheckOptions): Promise<void> {
  const engine = await connectEngine({ onProgress: progress, signal: interruptSignal });
  const { seed, twice, all, jobs } = options;
  const result = await checkCourse({
    labs,
    engine,
    seed,
    twice,
    all,
    jobs,
    signal: interruptSignal,
    onProgress: progress,
  });
  print(result, courseText(result), options);
  process.exitCode = result.ok ? EXIT.fine : EXIT.notSo;
}

async function files(options: JsonOption): Promise<void> {
  const content = await checkContent();
  const lines = content.map(({ file, line, says }) => `${file}:${line} ${says}`);
  print(content, content.length === 0 ? "✓ nothing lies about that nobody uses" : lines.join("\n"), options);
  if (content.length > 0) process.exitCode = EXIT.notSo;
}
