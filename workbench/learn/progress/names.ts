import type { Manifest } from "../../lab/manifest.ts";
import { NO_TASK, type LabProgress, type Progress, type TaskProgress } from "./schema.ts";

/** A lab with the names that it and its tasks once had. */
export type LabNames = Pick<Manifest, "id" | "formerly"> & {
  readonly tasks: readonly Pick<Manifest["tasks"][number], "id" | "formerly">[];
};

/** A lab's progress, also where it was written under a former name of the lab. Pure. */
export function labProgress(progress: Pick<Progress, "labs">, lab: LabNames): LabProgress {
  for (const id of [lab.id, ...lab.formerly]) {
    const found = own(progress.labs, id);
    if (found) return found;
  }
  return { startedAt: null, tasks: {} };
}

/** A task's progress, also where it was written under a former name. Pure. */
export function taskProgress(progress: Pick<Progress, "labs">, lab: LabNames, taskId: string): TaskProgress {
  const { tasks } = labProgress(progress, lab);
  const names = lab.tasks.find((task) => task.id === taskId);
  for (const id of [taskId, ...(names?.formerly ?? [])]) {
    const found = own(tasks, id);
    if (found) return found;
  }
  return NO_TASK;
}

/** The progress with one lab's part changed; what stood under former names moves to today's. Pure. */
export function withLab(
  progress: Progress,
  lab: LabNames,
  change: (before: LabProgress) => LabProgress,
): Progress {
  const before = labProgress(progress, lab);
  const former = new Set(lab.tasks.flatMap((task) => task.formerly));
  const tasks = Object.fromEntries([
    // A task that the course no longer has is kept: it may come back, and it was earned.
    ...Object.entries(before.tasks).filter(([id]) => !former.has(id)),
    ...lab.tasks
      .map(({ id }) => [id, taskProgress(progress, lab, id)] as const)
      .filter(([, task]) => task !== NO_TASK),
  ]);
  const others = Object.entries(progress.labs).filter(([id]) => id !== lab.id && !lab.formerly.includes(id));
  const { current } = progress;
  const moved = current && lab.formerly.includes(current.lab) ? { ...current, lab: lab.id } : current;
  return {
    ...progress,
    current: moved,
    labs: Object.fromEntries([...others, [lab.id, change({ ...before, tasks })]]),
  };
}

/** The same for one task. Pure. */
export function withTask(
  progress: Progress,
  lab: LabNames,
  taskId: string,
  change: (before: TaskProgress) => TaskProgress,
): Progress {
  return withLab(progress, lab, (before) => ({
    ...before,
    tasks: { ...before.tasks, [taskId]: change(own(before.tasks, taskId) ?? NO_TASK) },
  }));
}

/** An own key only: ids come from a file, and "constructor" is one that every object seems to have. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
