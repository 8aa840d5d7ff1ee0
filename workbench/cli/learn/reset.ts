import { Command } from "commander";
import { resetWork } from "../../learn/reset.ts";
import { JSON_FLAG, print } from "../output.ts";
import type { JsonOption } from "../output.ts";
import { LAB_ARGUMENT, placeNamed, shownPath, thisLearner } from "./learner.ts";

/** `groundwork reset`: the starter's files again, with a backup of the learner's. */
export function resetCommand(): Command {
  return new Command("reset")
    .description("put the starter's files back, for your task or the whole lab; yours are kept in a backup")
    .argument(...LAB_ARGUMENT)
    .argument("[task]", "a task's id; without it and without --all, the task that you are at")
    .option("--all", "the whole lab")
    .option(...JSON_FLAG)
    .action(reset);
}

async function reset(
  labId: string | undefined,
  taskId: string | undefined,
  options: JsonOption & { readonly all?: boolean },
): Promise<void> {
  const learner = thisLearner();
  const { lab, task } = await placeNamed(learner, labId, taskId);
  const only = options.all ? undefined : task;
  const { files, backup } = await resetWork(learner, lab, only);
  const { id } = lab.manifest;
  const text = [
    `${id}${only ? `, ${only.id}` : ""}: as in the starter again: ${files.join(", ")}.`,
    backup === null ? "There was nothing of yours to keep." : `Yours is kept in ${shownPath(backup)}.`,
  ].join("\n");
  print({ lab: id, task: only?.id ?? null, files, backup }, text, options);
}
