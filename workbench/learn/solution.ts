import { filesOf, ownText } from "./files.ts";
import { HINTS } from "./hints/next.ts";
import { labFolder, type Learner } from "./learner.ts";
import type { Place } from "./place.ts";
import { taskProgress } from "./progress/names.ts";
import { noteRevealed } from "./progress/notes.ts";
import type { TaskProgress } from "./progress/schema.ts";

export interface SolutionFile {
  readonly path: string;
  readonly text: string;
}

/** Whether a task's solution is open: after a pass; after all hints it takes a word more; else not yet. */
export type Door = "after-pass" | "after-hints" | "ask-first" | "closed";

/** Whether the solution may be seen, from what is remembered of the task. Pure. */
export function doorOf({ passed, revealed, hints }: TaskProgress): Door {
  if (passed) return "after-pass";
  if (revealed) return "after-hints";
  return hints >= HINTS ? "ask-first" : "closed";
}

export type Solution =
  | { readonly open: true; readonly after: "pass" | "hints"; readonly files: readonly SolutionFile[] }
  | { readonly open: false; readonly door: "ask-first" | "closed"; readonly hintsSeen: number };

/**
 * The solution of a task, when it may be seen; that it was seen is remembered, for the learner and for a grader.
 * @param confirmed the learner says that they want to see it without a pass; counts only after all hints
 */
export async function openSolution(
  learner: Learner,
  { lab, task }: Place,
  confirmed: boolean,
): Promise<Solution> {
  const known = taskProgress(await learner.progress.read(), lab.manifest, task.id);
  const door = doorOf(known);
  if (door === "closed" || (door === "ask-first" && !confirmed))
    return { open: false, door, hintsSeen: known.hints };
  const after = door === "after-pass" ? "pass" : "hints";
  await learner.progress.update((before) =>
    noteRevealed(before, lab.manifest, task.id, after, learner.now()),
  );
  const mine = labFolder(learner, lab.manifest.id);
  const files = await Promise.all(
    filesOf(lab, task).map(async (file) => ({
      path: file,
      text: await ownText(lab, mine, "solution", file),
    })),
  );
  return {
    open: true,
    after,
    files: files.filter((file): file is SolutionFile => file.text !== null),
  };
}
