import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { parseHints } from "../../lab/hints.ts";
import type { Lab } from "../../lab/load.ts";
import type { Task } from "../../lab/manifest.ts";
import { observedHint } from "../../learn/hints/observed.ts";
import { taskProgress } from "../../learn/progress/names.ts";
import type { Progress, TaskProgress } from "../../learn/progress/schema.ts";
import { PROJECT_DIR } from "../../project.ts";
import type { LabState } from "../messages.ts";

/**
 * What a lab's page shows before any run.
 * @param folder the learner's copy
 * @param progress what the learner has reached, in all labs
 */
export async function labState(
  { dir, manifest }: Lab,
  folder: string,
  progress: Progress,
): Promise<LabState> {
  const texts = new Map(
    parseHints(await readFile(path.join(dir, "hints.md"), "utf8")).map(({ id, text }) => [id, text]),
  );
  return {
    lab: manifest.id,
    begun: await is("directory", folder),
    folder: shown(folder),
    files: await Promise.all(
      manifest.handIn.map(async (each) => ({
        path: each.path,
        there: await is("file", path.join(folder, each.path)),
      })),
    ),
    tasks: manifest.tasks.map((task) => taskState(task, texts, taskProgress(progress, manifest, task.id))),
  };
}

function taskState(
  { id, title, points, files, hints }: Task,
  texts: ReadonlyMap<string, string>,
  { best, last, hints: opened }: TaskProgress,
): LabState["tasks"][number] {
  const seen = hints.slice(0, opened).map((hint) => texts.get(hint) ?? "");
  return {
    id,
    title,
    points,
    best,
    last: last && { verdict: last.verdict, failure: last.failure },
    observed: last?.told === true ? observedHint(last) : null,
    files,
    hints: seen,
    moreHints: hints.length - seen.length,
  };
}

/** From the project's folder where it lies there, as a learner types it. */
function shown(folder: string): string {
  const relative = path.relative(PROJECT_DIR, folder);
  return `${relative.startsWith("..") ? folder : relative}/`;
}

async function is(kind: "file" | "directory", where: string): Promise<boolean> {
  const found = await stat(where).catch(() => null);
  return kind === "file" ? (found?.isFile() ?? false) : (found?.isDirectory() ?? false);
}
