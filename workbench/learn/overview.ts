import { listLabs, loadLab } from "../lab/load.ts";
import type { Manifest } from "../lab/manifest.ts";
import type { Learner } from "./learner.ts";
import { labProgress, taskProgress } from "./progress/names.ts";
import type { Progress, TaskProgress } from "./progress/schema.ts";

/** How a task stands: passed once; failed at the last check; not passed and not failed. */
export type Standing = "passed" | "failed" | "open";

export interface TaskOverview {
  readonly id: string;
  readonly title: string;
  readonly standing: Standing;
  readonly hints: number;
}

export interface LabOverview {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly started: boolean;
  /** Where the learner is. */
  readonly here: boolean;
  readonly tasks: readonly TaskOverview[];
}

/** How a task stands, from what is remembered of it. Pure. */
export function standingOf({ passed, last }: TaskProgress): Standing {
  if (passed) return "passed";
  return last?.verdict === "fail" || last?.verdict === "rejected" ? "failed" : "open";
}

/** One lab with how each task stands. Pure. */
export function labOverview(manifest: Manifest, progress: Progress): LabOverview {
  const { id, title, minutes } = manifest;
  return {
    id,
    title,
    minutes,
    started: labProgress(progress, manifest).startedAt !== null,
    here: progress.current !== null && [id, ...manifest.formerly].includes(progress.current.lab),
    tasks: manifest.tasks.map((task) => {
      const known = taskProgress(progress, manifest, task.id);
      return { id: task.id, title: task.title, standing: standingOf(known), hints: known.hints };
    }),
  };
}

/** All labs of the course, in order. */
export async function courseOverview(learner: Learner): Promise<LabOverview[]> {
  const [ids, progress] = await Promise.all([listLabs(learner.labsDir), learner.progress.read()]);
  const labs = await Promise.all(ids.map((id) => loadLab(learner.labsDir, id)));
  return labs.map((lab) => labOverview(lab.manifest, progress));
}
