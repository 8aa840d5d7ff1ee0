import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { loadLab } from "../../workbench/lab/load.ts";
import type { Failure } from "../../workbench/lab/results.ts";
import { openLearner } from "../../workbench/learn/learner.ts";
import { go } from "../../workbench/learn/place.ts";
import { noteResult } from "../../workbench/learn/progress/notes.ts";
import { LABS_DIR } from "../../workbench/project.ts";

const LAB = "01-base-image";

const FAILURE: Failure = {
  code: "wrong-words",
  expected: "the words of the base",
  seen: "no words",
  cause: "There are no words left.",
  where: "loud/Dockerfile",
  engineText: null,
};

/** Which of lab 01's tasks a learner has left. */
export interface Left {
  /** Where the learner is. */
  readonly task: string;
  /** Not passed, and not tried. */
  readonly open?: readonly string[];
  /** The task was checked, and failed, since its files were saved. */
  readonly failed?: boolean;
}

/** A learner in a folder of their own, at a task of lab 01; every other task has passed. */
export async function learnerAt({ task, open = [], failed = false }: Left) {
  const home = await mkdtemp(path.join(tmpdir(), "gw watch é-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const work = path.join(home, "work");
  await mkdir(work);
  const learner = openLearner({
    env: { GROUNDWORK_WORK: work },
    onProblem: (message) => {
      throw new Error(message);
    },
  });
  const lab = await loadLab(LABS_DIR, LAB);
  const here = lab.manifest.tasks.find(({ id }) => id === task);
  if (!here) throw new Error(`Lab ${LAB} has no task ${task}.`);
  await go(learner, { lab, task: here });
  const checked = lab.manifest.tasks.filter(({ id }) => (id === task ? failed : !open.includes(id)));
  const tasks = checked.map(({ id, title, points }) => ({
    id,
    title,
    points,
    earned: id === task ? 0 : points,
    verdict: id === task ? ("fail" as const) : ("pass" as const),
    durationMs: 0,
    failure: id === task ? FAILURE : null,
  }));
  await learner.progress.update((before) =>
    noteResult(before, lab.manifest, { target: "work", revision: "r", tasks }, new Date()),
  );
  return { home, work, learner, dockerfile: path.join(work, LAB, "loud", "Dockerfile") };
}
