import { readFile, rename } from "node:fs/promises";
import path from "node:path";
import { withLock } from "../../lock.ts";
import { writeJson } from "../../state.ts";
import { parseProgress } from "./parse.ts";
import { NO_PROGRESS, type Progress } from "./schema.ts";

/** A learner's progress on disk. Several processes may use one file at once. */
export interface ProgressFile {
  readonly path: string;
  /** What stands there; nobody's progress where there is no file. Throws NewerProgress. */
  read(): Promise<Progress>;
  /** Reads, changes and writes while nobody else does. Returns what was written. Throws NewerProgress, and then writes nothing. */
  update(change: (before: Progress) => Progress): Promise<Progress>;
}

/**
 * Opens a learner's progress. A file that can't be understood is kept aside under another name, and `onProblem` is told
 * so in one sentence.
 * @param workDir the learner's folder; the file is `progress.json` there, for the learner to commit if they like
 */
export function openProgress(workDir: string, onProblem: (message: string) => void): ProgressFile {
  const file = path.join(workDir, "progress.json");
  const locked = <T>(work: () => Promise<T>): Promise<T> => withLock(`${file}.lock`, work);
  return {
    path: file,
    async read() {
      return (await look(file)) ?? locked(async () => settled(file, onProblem));
    },
    update(change) {
      return locked(async () => {
        const before = (await look(file)) ?? (await settled(file, onProblem));
        const after = change(before);
        if (after !== before) await writeJson(file, after);
        return after;
      });
    },
  };
}

/** Null when the file can't be understood. */
async function look(file: string): Promise<Progress | null> {
  const text = await textOf(file);
  if (text === null) return NO_PROGRESS;
  const parsed = parseProgress(text, shown(file));
  return parsed.ok ? parsed.progress : null;
}

/** Looks once more, under the lock, and sets aside what nobody can read. */
async function settled(file: string, onProblem: (message: string) => void): Promise<Progress> {
  const text = await textOf(file);
  if (text === null) return NO_PROGRESS;
  const parsed = parseProgress(text, shown(file));
  if (parsed.ok) return parsed.progress;
  const aside = file.replace(/\.json$/, `.broken-${new Date().toISOString().replaceAll(/[:.]/g, "-")}.json`);
  await rename(file, aside);
  onProblem(
    `${shown(file)} could not be understood: ${parsed.why}. It is kept as ${path.basename(aside)}, and your progress begins anew.`,
  );
  return NO_PROGRESS;
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function shown(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") ? file : relative;
}
