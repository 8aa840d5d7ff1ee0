import { Command, Option } from "commander";
import { nextHint, type Hint } from "../../learn/hints/next.ts";
import { hintText } from "../../learn/words/hint.ts";
import { JSON_FLAG, print } from "../output.ts";
import type { JsonOption } from "../output.ts";
import { LAB_ARGUMENT, placeNamed, TASK_ARGUMENT, thisLearner } from "./learner.ts";

interface HintOptions extends JsonOption {
  readonly level?: string;
}

/** `groundwork hint`: the next hint for a task. */
export function hintCommand(): Command {
  return new Command("hint")
    .description("the next hint for a task: first from what the last check saw, then three, one at a time")
    .argument(...LAB_ARGUMENT)
    .argument(...TASK_ARGUMENT)
    .addOption(new Option("--level <n>", "see one again: 1, 2 or 3; each says more").choices(["1", "2", "3"]))
    .option(...JSON_FLAG)
    .action(hint);
}

async function hint(
  labId: string | undefined,
  taskId: string | undefined,
  options: HintOptions,
): Promise<void> {
  const learner = thisLearner();
  const place = await placeNamed(learner, labId, taskId);
  const level = options.level === undefined ? undefined : Number(options.level);
  const found = await nextHint(learner, place, level);
  const where = { lab: place.lab.manifest.id, task: place.task.id };
  print(asData(where, found), hintText(where, found), options);
}

function asData(where: { readonly lab: string; readonly task: string }, hint: Hint): object {
  if (hint.kind === "written") {
    const { level, of, text } = hint;
    return { ...where, kind: "written", level, of, text };
  }
  return { ...where, kind: "observed", level: null, of: hint.of, seen: hint.seen, ...hint.observed };
}
