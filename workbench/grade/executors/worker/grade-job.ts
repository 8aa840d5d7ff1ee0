import { rm } from "node:fs/promises";
import path from "node:path";
import { temporaryFolder } from "../../../temporary.ts";
import type { GradedLab } from "../../grade/assigned.ts";
import { gradeOnce, type Tried } from "../../grade/one.ts";
import type { Runners } from "../../grade/runners.ts";
import type { TaskMemory } from "../../grade/task-memory.ts";
import { describeFiles } from "../../intake/files.ts";
import type { Sandbox } from "../../sandbox/index.ts";
import type { Keyed } from "../../schema/class.ts";
import type { Store } from "../../store/types.ts";
import { filesOf, layFiles } from "../queue/bundle.ts";
import type { Job } from "../queue/schema.ts";

export interface GradeJobRequest {
  readonly job: Job;
  readonly attempts: number;
  readonly labs: ReadonlyMap<string, GradedLab>;
  readonly store: Store;
  readonly open: () => Promise<Sandbox>;
  readonly runners: Runners;
  readonly memory: TaskMemory;
  readonly submissionMs: number;
  readonly grader: string;
  readonly signal: AbortSignal;
}

/**
 * One attempt at a job: its files come from the store, are held against their digest, and are gone afterwards. Throws
 * StoreFault when they can't be had, Error when they are not what was handed in.
 */
export async function gradeJob(request: GradeJobRequest): Promise<Tried> {
  const { job, labs, store, signal } = request;
  const graded = labs.get(job.lab);
  if (!graded) throw new Error(`${job.lab} is no lab of this class.`);
  const contents = await filesOf(await store.get(job.files, signal));
  const { files, digest } = describeFiles(contents);
  if (digest !== job.digest) throw new Error("The files in the store are not those that were handed in.");
  const folder = await temporaryFolder("job");
  try {
    const dir = path.join(folder, job.lab);
    await layFiles(dir, contents);
    const submission: Keyed = { ...anonymous(job), dir, files };
    return await gradeOnce({ ...request, ...graded, submission, learner: job.learner });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A hand-in as far as a worker knows it: whose it is, when it came and from where is not told. */
function anonymous({ key, pseudonym, learner, lab, digest }: Job): Omit<Keyed, "dir" | "files"> {
  return {
    ...{ key, pseudonym, learner, lab, digest },
    student: pseudonym,
    receivedAt: null,
    saidLate: false,
    commit: null,
    source: "",
    late: { takesPercent: 0, says: "" },
    findings: [],
  };
}
