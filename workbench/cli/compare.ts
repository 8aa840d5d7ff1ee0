import { Command } from "commander";
import { comparisonOf } from "../inspect/compare/compare.ts";
import { TargetError } from "../inspect/errors.ts";
import { comparisonHtml } from "../inspect/html/comparison.ts";
import { inspect } from "../inspect/inspect.ts";
import type { Inspected } from "../inspect/judge.ts";
import { comparisonText } from "../inspect/text/compared.ts";
import { imageOptions, writeReport } from "./images.ts";
import type { ReportFlags } from "./images.ts";
import { JSON_FLAG } from "./output.ts";

const MOST = 8;

/** `groundwork compare`: images side by side, and whether their programs can change places. */
export function compareCommand(): Command {
  return new Command("compare")
    .argument("<images...>", "two or more, each named as `groundwork inspect` takes it")
    .option("--compressed", "measure compressed sizes where the layers come unpacked")
    .option("--html <file>", "write the comparison to a page that stands alone, too")
    .option(...JSON_FLAG)
    .action(run);
}

async function run(given: readonly string[], flags: ReportFlags): Promise<void> {
  if (given.length < 2)
    throw new TargetError(
      "There is nothing to compare one image with.",
      "Name two or more: npx groundwork compare alpine debian-slim",
    );
  if (given.length > MOST)
    throw new TargetError(
      `${given.length} images are too many to read side by side.`,
      `Name ${MOST} at most, or print --json of each with npx groundwork inspect.`,
    );
  const options = {
    ...imageOptions(),
    measureCompressed: flags.compressed ?? false,
    withPaths: false,
    asked: null,
  };
  const inspected: Inspected[] = [];
  // One after the other: each is a stream of an engine that has one disk.
  for (const target of given) inspected.push(await inspect(target, options));
  const comparison = comparisonOf(inspected);
  await writeReport(comparison, comparisonText, comparisonHtml, flags);
}
