import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { BadInput } from "../../lab/errors.ts";
import { mergeProgress } from "../../learn/progress/merge.ts";
import { parseProgress } from "../../learn/progress/parse.ts";
import { writeJson } from "../../state.ts";
import { JSON_FLAG, print } from "../output.ts";
import type { JsonOption } from "../output.ts";
import { shownPath, thisLearner } from "./learner.ts";

/** `groundwork progress`: take what is remembered of a learner to the site or another machine, and back. */
export function progressCommand(): Command {
  const command = new Command("progress");
  command
    .command("export")
    .description("write your progress to a file, or print it; the site and other machines import it")
    .argument("[file]", "the file to write; without it, stdout")
    .option(...JSON_FLAG)
    .action(exportTo);
  command
    .command("import")
    .description("add what a file holds, exported here or on the site; nothing that you have is lost")
    .argument("<file>", "a file that was exported")
    .option(...JSON_FLAG)
    .action(importFrom);
  return command;
}

async function exportTo(file: string | undefined, options: JsonOption): Promise<void> {
  const progress = await thisLearner().progress.read();
  if (file === undefined) {
    print(progress, "", { json: true });
    return;
  }
  await writeJson(file, progress);
  print({ file, progress }, `Your progress is in ${shownPath(file)}.`, options);
}

async function importFrom(file: string, options: JsonOption): Promise<void> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new BadInput(
      `${file} can't be read: ${(error as Error).message}`,
      "Name a file that was exported.",
    );
  });
  const parsed = parseProgress(text, file);
  if (!parsed.ok)
    throw new BadInput(
      `${file} is no exported progress: ${parsed.why}.`,
      "Export it anew: npx groundwork progress export, or on the site under My predictions.",
    );
  const learner = thisLearner();
  const after = await learner.progress.update((before) => mergeProgress(before, parsed.progress));
  const tasks = Object.values(after.labs).flatMap((lab) => Object.values(lab.tasks));
  const passed = tasks.filter((task) => task.passed !== null).length;
  const guesses = Object.keys(after.site.guesses).length;
  const says = `Added to ${shownPath(learner.progress.path)}: it now knows ${count(passed, "passed task")} and ${count(guesses, "guess", "guesses")}.`;
  print({ file: learner.progress.path, passed, guesses }, says, options);
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
