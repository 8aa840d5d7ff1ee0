import { Command } from "commander";
import { labFolder } from "../../learn/learner.ts";
import { go } from "../../learn/place.ts";
import { JSON_FLAG, print } from "../output.ts";
import type { JsonOption } from "../output.ts";
import { placeNamed, shownPath, TASK_ARGUMENT, thisLearner } from "./learner.ts";

/** `groundwork lab start`: begin a lab, or go back to it. */
export function startCommand(): Command {
  return new Command("start")
    .description(
      "begin a lab, or go to it or to one of its tasks: your own copy is under work/, to edit there",
    )
    .argument("<lab>", "a lab's id")
    .argument(...TASK_ARGUMENT)
    .option(
      "--learner <name>",
      "whose copy: in a lab with variants, each learner has other values (default: a new name)",
    )
    .option(...JSON_FLAG)
    .action(start);
}

async function start(
  labId: string,
  taskId: string | undefined,
  options: JsonOption & { learner?: string },
): Promise<void> {
  const learner = thisLearner();
  const place = await placeNamed(learner, labId, taskId);
  const { made } = await go(learner, place, options.learner);
  const folder = labFolder(learner, labId);
  const shown = shownPath(folder);
  const text = [
    made ? `Your copy is in ${shown}.` : `You have begun this lab already: ${shown} is as you left it.`,
    `${place.task.id}: ${place.task.title}`,
    `Edit ${place.task.files.join(", ")} there, then check with: npx groundwork check`,
  ];
  print({ lab: labId, folder, made, task: place.task.id }, text.join("\n"), options);
}
