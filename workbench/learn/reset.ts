import { cp, mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Lab } from "../lab/load.ts";
import type { Task } from "../lab/manifest.ts";
import { nameIn } from "../lab/variant-file.ts";
import { writeText } from "../state.ts";
import { filesOf, ownText, textIn } from "./files.ts";
import { labFolder, type Learner } from "./learner.ts";
import { noteReset } from "./progress/notes.ts";
import { copyStarter } from "./start.ts";

/** What a reset did. */
export interface Reset {
  /** Files that are the starter's again, relative to the lab's folder. */
  readonly files: readonly string[];
  /** Folder that holds what was there before; null when there was nothing. */
  readonly backup: string | null;
}

/**
 * Puts the starter's files back: those of one task, or the whole lab. What was there is kept in a backup, and the tasks
 * are to be done anew. Hints that were seen and the best score stay in the progress.
 */
export async function resetWork(learner: Learner, lab: Lab, task?: Task): Promise<Reset> {
  const { manifest } = lab;
  const folder = labFolder(learner, manifest.id);
  const backup = path.join(learner.workDir, "backups", manifest.id, stamp(learner.now()));
  const done = task ? await resetFiles(lab, task, folder, backup) : await resetAll(lab, folder, backup);
  const sharing = task
    ? manifest.tasks.filter((each) => each.files.some((file) => done.files.includes(file)))
    : manifest.tasks;
  const ids = sharing.map((each) => each.id);
  await learner.progress.update((before) =>
    noteReset(before, manifest, task && !ids.includes(task.id) ? [...ids, task.id] : ids),
  );
  return done;
}

async function resetAll(lab: Lab, folder: string, backup: string): Promise<Reset> {
  await mkdir(path.dirname(backup), { recursive: true });
  const whose = await nameIn(folder);
  const kept = await moved(folder, backup);
  try {
    await copyStarter(lab, folder, whose);
  } catch (error) {
    if (kept) await rename(backup, folder);
    throw error;
  }
  return { files: filesOf(lab), backup: kept ? backup : null };
}

/** First the backup of all, then file by file: stopped half-way, nothing is lost. */
async function resetFiles(lab: Lab, task: Task, folder: string, backup: string): Promise<Reset> {
  const files = filesOf(lab, task);
  let kept = false;
  for (const file of files) {
    if ((await textIn(folder, file)) === null) continue;
    await cp(path.join(folder, file), path.join(backup, file), { recursive: true });
    kept = true;
  }
  for (const file of files) {
    const text = await ownText(lab, folder, "starter", file);
    if (text === null) await rm(path.join(folder, file), { force: true });
    else await writeText(path.join(folder, file), text);
  }
  return { files, backup: kept ? backup : null };
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

/** A date that every file system takes as a name, to the millisecond, so that two resets have two backups. */
function stamp(at: Date): string {
  return at.toISOString().replaceAll(/[:.]/g, "-");
}
