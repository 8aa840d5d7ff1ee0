import { Command } from "commander";
import { labFolder } from "../../learn/learner.ts";
import { moveOn, type Moved } from "../../learn/place.ts";
import { EXIT } from "../exit.ts";
import { JSON_FLAG, print } from "../output.ts";
import type { JsonOption } from "../output.ts";
import { shownPath, thisLearner } from "./learner.ts";

/** `groundwork next`: go on to the next task. */
export function nextCommand(): Command {
  return new Command("next")
    .description("go on to the next task once this one has passed (exit 1: it has not)")
    .option("--skip", "go on although it has not passed")
    .option(...JSON_FLAG)
    .action(next);
}

async function next(options: JsonOption & { readonly skip?: boolean }): Promise<void> {
  const learner = thisLearner();
  const moved = await moveOn(learner, { skip: options.skip ?? false });
  const { lab, task } = moved.place;
  const { id } = lab.manifest;
  const folder = labFolder(learner, id);
  const data = { moved: moved.kind, lab: id, task: task.id, title: task.title, files: task.files, folder };
  print(data, textOf(moved, shownPath(folder)), options);
  if (moved.kind === "not-yet") process.exitCode = EXIT.notSo;
}

function textOf(moved: Moved, folder: string): string {
  const { lab, task } = moved.place;
  const { id, title } = lab.manifest;
  switch (moved.kind) {
    case "not-yet":
      return `${id}, ${task.id} has not passed yet.\nCheck it: npx groundwork check\nGo on all the same: npx groundwork next --skip`;
    case "finished":
      return "Every task of every lab has passed.";
    case "moved":
      return [
        `${id}  ${title}`,
        `${task.id}: ${task.title}`,
        `Edit ${task.files.join(", ")} in ${folder}, then: npx groundwork check`,
      ].join("\n");
  }
}
