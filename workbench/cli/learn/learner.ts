import path from "node:path";
import { openLearner, type Learner } from "../../learn/learner.ts";
import { placeOf, type Place } from "../../learn/place.ts";
import { progress } from "../progress.ts";

/** What the commands for learners take to say which task is meant. */
export const LAB_ARGUMENT = ["[lab]", "a lab's id; without it, the lab that you are in"] as const;
export const TASK_ARGUMENT = ["[task]", "a task's id; without it, the task that you are at"] as const;

/** The learner of this checkout; what could not be read of their progress is said on stderr. */
export function thisLearner(): Learner {
  return openLearner({ onProblem: progress });
}

/** The task that is named, or where the learner is. Throws BadInput for an unknown one. */
export async function placeNamed(learner: Learner, lab?: string, task?: string): Promise<Place> {
  return placeOf(learner, await learner.progress.read(), lab, task);
}

/** A path as it is best typed from here. */
export function shownPath(file: string): string {
  const relative = path.relative(process.cwd(), file) || ".";
  return relative.startsWith(`..${path.sep}..`) ? file : relative;
}
