import { BadInput } from "../lab/errors.ts";
import { listLabs, loadLab, type Lab } from "../lab/load.ts";
import type { Manifest, Task } from "../lab/manifest.ts";
import type { Learner } from "./learner.ts";
import { taskProgress } from "./progress/names.ts";
import { notePlace } from "./progress/notes.ts";
import type { Progress } from "./progress/schema.ts";
import { beginLab } from "./start.ts";

/** A task of a lab, where the learner is or wants to be. */
export interface Place {
  readonly lab: Lab;
  readonly task: Task;
}

/**
 * The place that is meant: the one that was named, or else where the learner is.
 * @param labId without it: the lab that the learner is in, or the first one that is not done
 * @param taskId without it: the task that the learner is at, or the lab's first one that has not passed
 * Throws BadInput for an unknown lab or task.
 */
export async function placeOf(
  learner: Learner,
  progress: Progress,
  labId?: string,
  taskId?: string,
): Promise<Place> {
  const lab = labId === undefined ? await labOf(learner, progress) : await loadLab(learner.labsDir, labId);
  const { id, tasks, formerly } = lab.manifest;
  if (taskId !== undefined) return { lab, task: taskNamed(lab.manifest, taskId) };
  const { current } = progress;
  const here =
    current && [id, ...formerly].includes(current.lab)
      ? tasks.find((task) => task.id === current.task || task.formerly.includes(current.task))
      : undefined;
  const task = here ?? nextTask(lab.manifest, progress) ?? tasks[0];
  if (!task) throw new BadInput(`Lab ${id} has no task.`, "Give it one in its lab.yaml.");
  return { lab, task };
}

/** A task by its id. Throws BadInput that names all of them. */
export function taskNamed(manifest: Manifest, taskId: string): Task {
  const task = manifest.tasks.find((each) => each.id === taskId);
  if (task) return task;
  const ids = manifest.tasks.map((each) => each.id).join(", ");
  throw new BadInput(`Lab ${manifest.id} has no task "${taskId}".`, `Its tasks are: ${ids}.`);
}

/** The first task after this one that has not passed, else the first before it; null when all have. Pure. */
export function nextTask(manifest: Manifest, progress: Progress, after?: string): Task | null {
  const { tasks } = manifest;
  const from = tasks.findIndex((task) => task.id === after) + 1;
  const order = [...tasks.slice(from), ...tasks.slice(0, from)];
  return order.find((task) => !hasPassed(manifest, progress, task.id)) ?? null;
}

/** True when the task has passed once. Pure. */
export function hasPassed(manifest: Manifest, progress: Progress, taskId: string): boolean {
  return taskProgress(progress, manifest, taskId).passed !== null;
}

export type Moved =
  | { readonly kind: "moved"; readonly place: Place; readonly made: boolean }
  /** The task where the learner is has not passed yet. */
  | { readonly kind: "not-yet"; readonly place: Place }
  /** There is no task left in the course. */
  | { readonly kind: "finished"; readonly place: Place };

/**
 * Goes to the next task that has not passed, in the next lab when this one is done, and begins that lab if need be.
 * @param skip go on although the task has not passed
 */
export async function moveOn(learner: Learner, { skip = false } = {}): Promise<Moved> {
  const progress = await learner.progress.read();
  const place = await placeOf(learner, progress);
  const { manifest } = place.lab;
  if (!skip && !hasPassed(manifest, progress, place.task.id)) return { kind: "not-yet", place };
  const inLab = nextTask(manifest, progress, place.task.id);
  if (inLab && inLab.id !== place.task.id) return go(learner, { lab: place.lab, task: inLab });
  const ids = await listLabs(learner.labsDir);
  const from = ids.indexOf(manifest.id) + 1;
  for (const id of [...ids.slice(from), ...ids.slice(0, from)]) {
    const lab = await loadLab(learner.labsDir, id);
    const task = nextTask(lab.manifest, progress);
    if (task && !(id === manifest.id && task.id === place.task.id)) return go(learner, { lab, task });
  }
  return { kind: "finished", place };
}

/** Makes this the place where the learner is, and begins its lab if need be: under the name `whose`, where it has variants. */
export async function go(
  learner: Learner,
  place: Place,
  whose?: string,
): Promise<Extract<Moved, { kind: "moved" }>> {
  const { made } = await beginLab(learner, place.lab, whose);
  await learner.progress.update((before) =>
    notePlace(before, place.lab.manifest.id, place.task.id, learner.now()),
  );
  return { kind: "moved", place, made };
}

async function labOf(learner: Learner, { current, labs }: Progress): Promise<Lab> {
  const ids = await listLabs(learner.labsDir);
  if (current && ids.includes(current.lab)) return loadLab(learner.labsDir, current.lab);
  const progress = { labs } as const;
  let first: Lab | undefined;
  for (const id of ids) {
    const lab = await loadLab(learner.labsDir, id);
    if (current && lab.manifest.formerly.includes(current.lab)) return lab;
    first ??= isDone(lab.manifest, progress) ? undefined : lab;
    if (first && !current) return first;
  }
  first ??= ids[0] === undefined ? undefined : await loadLab(learner.labsDir, ids[0]);
  if (!first) throw new BadInput("The course has no lab.", "Get the whole checkout: git pull.");
  return first;
}

function isDone(manifest: Manifest, progress: Pick<Progress, "labs">): boolean {
  return manifest.tasks.every((task) => taskProgress(progress, manifest, task.id).passed !== null);
}
