import { readFile } from "node:fs/promises";
import path from "node:path";
import { BadInput } from "../../lab/errors.ts";
import { parseHints } from "../../lab/hints.ts";
import type { Lab } from "../../lab/load.ts";
import type { Learner } from "../learner.ts";
import type { Place } from "../place.ts";
import { taskProgress, withTask } from "../progress/names.ts";
import { noteHints } from "../progress/notes.ts";
import { observedHint, type Observed } from "./observed.ts";

/** How many hints an author writes for a task. */
export const HINTS = 3;

export type Hint =
  /** Derived from the last check; counts as none of the three. */
  | { readonly kind: "observed"; readonly observed: Observed; readonly seen: number; readonly of: number }
  | { readonly kind: "written"; readonly level: number; readonly of: number; readonly text: string };

/**
 * The next hint for a task, and remembers that it was given. After a check that failed, the first is derived from what
 * was observed; then come the author's three, one at a time; the third stays when there is no further one.
 * @param level one of the author's hints instead: any that was seen, or the next. Throws BadInput for a later one
 */
export async function nextHint(learner: Learner, { lab, task }: Place, level?: number): Promise<Hint> {
  const texts = await hintTexts(lab, task.hints);
  let hint: Hint | undefined;
  await learner.progress.update((before) => {
    const known = taskProgress(before, lab.manifest, task.id);
    const observed = level === undefined && !known.last?.told ? observedHint(known.last) : null;
    if (observed) {
      hint = { kind: "observed", observed, seen: known.hints, of: HINTS };
      return withTask(before, lab.manifest, task.id, (each) => ({
        ...each,
        last: each.last && { ...each.last, told: true },
      }));
    }
    const wanted = level ?? Math.min(HINTS, known.hints + 1);
    if (wanted > known.hints + 1) throw tooFar(wanted, known.hints);
    hint = { kind: "written", level: wanted, of: HINTS, text: texts[wanted - 1] ?? "" };
    return wanted === known.hints ? before : noteHints(before, lab.manifest, task.id, wanted);
  });
  if (!hint) throw new Error("update() did not call back");
  return hint;
}

async function hintTexts(lab: Lab, ids: readonly string[]): Promise<string[]> {
  const sections = parseHints(await readFile(path.join(lab.dir, "hints.md"), "utf8"));
  return ids.map((id) => sections.find((each) => each.id === id)?.text ?? "");
}

function tooFar(wanted: number, seen: number): BadInput {
  return new BadInput(
    `Hints come one at a time: you asked for hint ${wanted}, and you have seen ${seen} of ${HINTS}.`,
    "Ask without --level: that gives the next one.",
  );
}
