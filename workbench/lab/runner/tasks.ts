import { BadInput } from "../errors.ts";
import type { Manifest, Task } from "../manifest.ts";

/** The tasks of a run: all, or one with everything that it needs, in the manifest's order. Throws BadInput for an unknown id. */
export function tasksToTry(manifest: Manifest, wanted: string | undefined): readonly Task[] {
  if (wanted === undefined) return manifest.tasks;
  const task = manifest.tasks.find((each) => each.id === wanted);
  if (!task) {
    const ids = manifest.tasks.map((each) => each.id).join(", ");
    throw new BadInput(`Lab ${manifest.id} has no task "${wanted}".`, `Its tasks are: ${ids}.`);
  }
  const needed = new Set([wanted]);
  // Needs point to earlier tasks only, so one pass from the end finds them all.
  for (const each of manifest.tasks.toReversed())
    if (needed.has(each.id)) each.needs.forEach((need) => needed.add(need));
  return manifest.tasks.filter((each) => needed.has(each.id));
}
