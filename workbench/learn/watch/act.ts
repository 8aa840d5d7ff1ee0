import { diffOf } from "../diff.ts";
import { nextHint } from "../hints/next.ts";
import type { Learner } from "../learner.ts";
import { courseOverview } from "../overview.ts";
import type { Place } from "../place.ts";
import { taskProgress } from "../progress/names.ts";
import { resetWork } from "../reset.ts";
import { doorOf, openSolution } from "../solution.ts";
import type { WatchState } from "./state.ts";
import { diffPanel, hintPanel, listPanel, solutionPanel } from "./words.ts";

/** What a key changes on the screen. */
export type Change = Partial<Pick<WatchState, "panel" | "question" | "said">>;

/** What a reset leaves on the screen. */
export interface ResetDone {
  readonly notice: string;
}

const SHOWN: Change = { question: null, said: null };

/** The next hint for the task; it counts as seen. Throws BadInput for a damaged lab. */
export async function showHint(learner: Learner, place: Place): Promise<Change> {
  return { ...SHOWN, panel: hintPanel(await nextHint(learner, place), place.task.id) };
}

/** The labs, and the tasks of this one. */
export async function showList(learner: Learner, place: Place): Promise<Change> {
  return { ...SHOWN, panel: listPanel(await courseOverview(learner), place.lab.manifest.id) };
}

/** What the learner changed; asked for once more, and when the solution is open, how theirs differs from it. */
export async function showDiff(learner: Learner, place: Place, shown: WatchState["panel"]): Promise<Change> {
  const { lab, task } = place;
  const door = doorOf(taskProgress(await learner.progress.read(), lab.manifest, task.id));
  const isOpen = door === "after-pass" || door === "after-hints";
  const mine = diffPanel(await diffOf(learner, lab, task, "starter"), "starter");
  if (!isOpen) return { ...SHOWN, panel: mine };
  if (shown?.title !== mine.title)
    return { ...SHOWN, panel: mine, said: "Press d again to compare with the solution." };
  return { ...SHOWN, panel: diffPanel(await diffOf(learner, lab, task, "solution"), "solution") };
}

/** The solution when it is open; a question, or what is missing, when it is not. */
export async function showSolution(learner: Learner, place: Place, confirmed: boolean): Promise<Change> {
  const opened = await openSolution(learner, place, confirmed);
  if (opened.open) return { ...SHOWN, panel: solutionPanel(opened, place.task.id) };
  if (opened.door === "ask-first") return { question: "solution", said: null };
  const seen = `you have seen ${opened.hintsSeen}`;
  return { ...SHOWN, said: `The solution opens once the task passes, or after all three hints: ${seen}.` };
}

/** Puts the starter's files of this task back; where the learner's are kept must stay on the screen. */
export async function doReset(
  learner: Learner,
  { lab, task }: Place,
  shown: (folder: string) => string,
): Promise<ResetDone> {
  const { files, backup } = await resetWork(learner, lab, task);
  const kept = backup === null ? "" : ` Yours is kept in ${shown(backup)}.`;
  return { notice: `As in the starter again: ${files.join(", ")}.${kept}` };
}
