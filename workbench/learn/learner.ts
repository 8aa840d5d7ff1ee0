import path from "node:path";
import { LABS_DIR, PROJECT_DIR } from "../project.ts";
import { openProgress, type ProgressFile } from "./progress/file.ts";

/** One learner: the course, their folder, and what is remembered of them. */
export interface Learner {
  readonly labsDir: string;
  /** Holds a folder for each lab that was begun, `backups/` and `progress.json`. */
  readonly workDir: string;
  readonly progress: ProgressFile;
  readonly now: () => Date;
}

export interface LearnerOptions {
  /** `GROUNDWORK_WORK` names another folder than `work/` of the project. */
  readonly env?: NodeJS.ProcessEnv;
  readonly labsDir?: string;
  /** Is told in one sentence when something remembered could not be read. */
  readonly onProblem: (message: string) => void;
  readonly now?: () => Date;
}

/** Opens the learner of this checkout. Reads and writes nothing yet. */
export function openLearner(options: LearnerOptions): Learner {
  const { env = process.env, labsDir = LABS_DIR, onProblem, now = () => new Date() } = options;
  const workDir = path.resolve(env["GROUNDWORK_WORK"] || path.join(PROJECT_DIR, "work"));
  return { labsDir, workDir, progress: openProgress(workDir, onProblem), now };
}

/** Where the learner works on a lab. */
export function labFolder(learner: Pick<Learner, "workDir">, labId: string): string {
  return path.join(learner.workDir, labId);
}
