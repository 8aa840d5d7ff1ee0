import { BadInput } from "../errors.ts";
import type { Manifest, Task } from "../manifest.ts";

/** The tasks of a run: all, or some with everything that they need, in the manifest's order. Throws BadInput for an unknown id. */
export function tasksToTry(
  manifest: Manifest,
  wanted: string | readonly string[] | undefined,
): readonly Task[] {
  if (wanted === undefined) return manifest.tasks;
  const needed = new Set(typeof wanted === "string" ? [wanted] : wanted);
  const unknown = [...needed].find((id) => !manifest.tasks.some((each) => each.id === id));
  if (unknown !== undefined) {
    const ids = manifest.tasks.map((each) => each.id).join(", ");
    throw new BadInput(`Lab ${manifest.id} has no task "${unknown}".`, `Its tasks are: ${ids}.`);
  }
  // Needs point to earlier tasks only, so one pass from the end finds them all.
  for (const each of manifest.tasks.toReversed())
    if (needed.has(each.id)) each.needs.forEach((need) => needed.add(need));
  return manifest.tasks.filter((each) => needed.has(each.id));
}
