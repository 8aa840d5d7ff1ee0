import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import type { Place } from "../../learn/place.ts";
import { openSolution, type Solution } from "../../learn/solution.ts";
import { EXIT } from "../exit.ts";
import { interruptSignal } from "../interrupt.ts";
import { JSON_FLAG, print } from "../output.ts";
import type { JsonOption } from "../output.ts";
import { LAB_ARGUMENT, placeNamed, TASK_ARGUMENT, thisLearner } from "./learner.ts";

interface SolutionOptions extends JsonOption {
  readonly yes?: boolean;
}

/** `groundwork solution`: one right answer to a task, once it may be seen. */
export function solutionCommand(): Command {
  return new Command("solution")
    .description("one right answer to a task: opens after a pass, or after all hints (exit 1: not yet)")
    .argument(...LAB_ARGUMENT)
    .argument(...TASK_ARGUMENT)
    .option("--yes", "see it without a pass, once all hints were seen; your progress remembers it")
    .option(...JSON_FLAG)
    .action(solution);
}

async function solution(
  labId: string | undefined,
  taskId: string | undefined,
  options: SolutionOptions,
): Promise<void> {
  const learner = thisLearner();
  const place = await placeNamed(learner, labId, taskId);
  let opened = await openSolution(learner, place, options.yes ?? false);
  if (!opened.open && opened.door === "ask-first" && !options.json && (await agreed(place.task.id)))
    opened = await openSolution(learner, place, true);
  const where = { lab: place.lab.manifest.id, task: place.task.id };
  print({ ...where, ...opened }, textOf(place, opened), options);
  if (!opened.open) process.exitCode = EXIT.notSo;
}

async function agreed(task: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const asker = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const question = `Open the solution of ${task} without a pass? Your progress remembers it. [y/N] `;
    return /^y(es)?$/i.test((await asker.question(question, { signal: interruptSignal })).trim());
  } finally {
    asker.close();
  }
}

function textOf({ lab, task }: Place, opened: Solution): string {
  const { id } = lab.manifest;
  if (opened.open) {
    const head = `One solution of ${id}, ${task.id}${opened.after === "pass" ? ", for comparison" : ""}:`;
    return [head, ...opened.files.map(({ path, text }) => `\n── ${path}\n${text.trimEnd()}`)].join("\n");
  }
  if (opened.door === "ask-first")
    return `${task.id} has not passed. You have seen all hints, so you may open the solution: npx groundwork solution ${id} ${task.id} --yes\nYour progress remembers it.`;
  return `The solution of ${task.id} opens once it passes, or after all three hints: you have seen ${opened.hintsSeen}.\nThe next hint: npx groundwork hint ${id} ${task.id}`;
}
