import { Command } from "commander";
import { diffOf, type FileDiff } from "../../learn/diff.ts";
import { doorOf } from "../../learn/solution.ts";
import { taskProgress } from "../../learn/progress/names.ts";
import { taskNamed } from "../../learn/place.ts";
import { paintDiff } from "../../learn/words/diff.ts";
import { EXIT } from "../exit.ts";
import { JSON_FLAG, print } from "../output.ts";
import type { JsonOption } from "../output.ts";
import { LAB_ARGUMENT, placeNamed, thisLearner } from "./learner.ts";

interface DiffOptions extends JsonOption {
  readonly solution?: boolean;
}

/** `groundwork diff`: what the learner changed, or how it differs from the solution. */
export function diffCommand(): Command {
  return new Command("diff")
    .description("what you changed since the starter; --solution: how yours differs from the solution")
    .argument(...LAB_ARGUMENT)
    .argument("[task]", "only this task's files; without it, the whole lab, or with --solution your task")
    .option("--solution", "against the solution, once it is open for this task (exit 1: it is not)")
    .option(...JSON_FLAG)
    .action(diff);
}

async function diff(
  labId: string | undefined,
  taskId: string | undefined,
  options: DiffOptions,
): Promise<void> {
  const learner = thisLearner();
  const progress = await learner.progress.read();
  const { lab, task: here } = await placeNamed(learner, labId, taskId);
  const { id } = lab.manifest;
  if (
    options.solution &&
    ["closed", "ask-first"].includes(doorOf(taskProgress(progress, lab.manifest, here.id)))
  ) {
    print({ lab: id, task: here.id, open: false }, closedText(id, here.id), options);
    process.exitCode = EXIT.notSo;
    return;
  }
  const task = options.solution ? here : taskId === undefined ? undefined : taskNamed(lab.manifest, taskId);
  const files = await diffOf(learner, lab, task, options.solution ? "solution" : "starter");
  const changed = files.filter((file) => file.patch !== "");
  print(
    { lab: id, task: task?.id ?? null, from: options.solution ? "solution" : "starter", files: changed },
    textOf(changed),
    options,
  );
}

function closedText(lab: string, task: string): string {
  return `The solution of ${task} is not open yet: npx groundwork solution ${lab} ${task} says when it is.`;
}

function textOf(changed: readonly FileDiff[]): string {
  if (changed.length === 0) return "No difference.";
  return changed.map((file) => paintDiff(file.patch)).join("\n");
}
