import { stat } from "node:fs/promises";
import { labFolder } from "../../learn/learner.ts";
import { placeOf } from "../../learn/place.ts";
import { stateOf } from "../../learn/watch/open.ts";
import { openingLines } from "../../learn/watch/plain.ts";
import { stateLines } from "../../learn/watch/words.ts";
import { print } from "../output.ts";
import type { JsonOption } from "../output.ts";
import { thisLearner } from "./learner.ts";

/** `groundwork` alone where nobody sits at a terminal: where the learner is, and the next step. */
export async function printWhere(options: JsonOption): Promise<void> {
  const learner = thisLearner();
  const progress = await learner.progress.read();
  const place = await placeOf(learner, progress);
  const state = stateOf(learner, place, progress);
  const { id } = state.lab;
  const folder = labFolder(learner, id);
  const begun = (await stat(folder).catch(() => null)) !== null;
  const next = begun ? "npx groundwork check" : `npx groundwork lab start ${id}`;
  const lines = [...openingLines(state), ...(state.end ? stateLines(state, 0) : [])];
  const text = lines.map((line) => `${" ".repeat(line.indent ?? 0)}${line.text}`);
  const { title, files } = place.task;
  print(
    { lab: id, task: state.task, title, folder, files, begun, tasks: state.tasks, last: state.end, next },
    [...text, `Next: ${next}`, "All commands: npx groundwork --help"].join("\n"),
    options,
  );
}
