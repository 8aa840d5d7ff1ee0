import { stat } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { filesOf } from "../files.ts";
import { labFolder, type Learner } from "../learner.ts";
import { labOverview } from "../overview.ts";
import type { Place } from "../place.ts";
import { taskProgress } from "../progress/names.ts";
import type { Progress } from "../progress/schema.ts";
import type { WatchState } from "./state.ts";

/** What the screen shows of a place before anything is done there: also how the last check ended, in whatever session. Pure. */
export function stateOf(learner: Learner, { lab, task }: Place, progress: Progress): WatchState {
  const { id, title } = lab.manifest;
  const folder = labFolder(learner, id);
  const { last } = taskProgress(progress, lab.manifest, task.id);
  return {
    lab: { id, title },
    tasks: labOverview(lab.manifest, progress).tasks,
    task: task.id,
    files: filesOf(lab, task).map((file) => linkTo(path.join(folder, file))),
    phase: { kind: "idle" },
    end: last && { verdict: last.verdict, failure: last.failure, durationMs: null },
    panel: null,
    question: null,
    notices: [],
    said: null,
    scroll: 0,
  };
}

function linkTo(file: string): WatchState["files"][number] {
  const relative = path.relative(process.cwd(), file);
  return { shown: relative.startsWith("..") ? file : relative, url: pathToFileURL(file).href };
}

/** True when the files of a task were never checked as they are: never at all, or saved since. */
export async function isUnchecked(
  learner: Learner,
  { lab, task }: Place,
  progress: Progress,
): Promise<boolean> {
  const { last } = taskProgress(progress, lab.manifest, task.id);
  if (!last) return true;
  const folder = labFolder(learner, lab.manifest.id);
  const times = await Promise.all(
    filesOf(lab, task).map((file) =>
      stat(path.join(folder, file)).then(
        (facts) => facts.mtimeMs,
        () => 0,
      ),
    ),
  );
  return Math.max(...times) > Date.parse(last.at);
}

/** True when a saved file belongs to a task: it is one of its files, or lies in a folder with one of them. Pure. */
export function belongsTo({ lab, task }: Place, file: string): boolean {
  return filesOf(lab, task).some((each) => {
    const folder = path.posix.dirname(each);
    return each === file || (folder !== "." && file.startsWith(`${folder}/`));
  });
}
