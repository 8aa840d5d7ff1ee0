import { readFile } from "node:fs/promises";
import path from "node:path";
import PQueue from "p-queue";
import type { GradedLab } from "../../grade/assigned.ts";
import type { Keyed } from "../../schema/class.ts";
import type { Store } from "../../store/types.ts";
import { bundleOf } from "./bundle.ts";
import { jobSchema, type Job } from "./schema.ts";
import { StandIns } from "./stand-in.ts";

/** Hand-ins whose files are read and put away at a time. */
const AT_A_TIME = 8;

export interface JobsRequest {
  readonly run: string;
  readonly labs: ReadonlyMap<string, GradedLab>;
  readonly store: Store;
  readonly signal: AbortSignal;
}

/** A job for each hand-in, whose files are put into the store first. Throws StoreFault. */
export async function jobsOf(submissions: readonly Keyed[], request: JobsRequest): Promise<Job[]> {
  const queue = new PQueue({ concurrency: AT_A_TIME });
  const standIns = new Map([...request.labs].map(([id, { lab }]) => [id, new StandIns(lab.manifest)]));
  return queue.addAll(submissions.map((each) => () => jobOf(each, standIns, request)));
}

async function jobOf(
  submission: Keyed,
  standIns: ReadonlyMap<string, StandIns>,
  { run, store, signal }: JobsRequest,
): Promise<Job> {
  signal.throwIfAborted();
  const { key, pseudonym, lab, digest, dir, files, learner } = submission;
  const names = standIns.get(lab);
  if (!names) throw new Error(`${lab} is no lab of this assignment.`);
  const read = async ({ path: file }: { path: string }) =>
    [file, await readFile(path.join(dir, file))] as const;
  const contents = new Map(await Promise.all(files.map(read)));
  const address = await store.put(await bundleOf(contents), signal);
  return jobSchema.parse({
    format: "groundwork.job/1",
    ...{ run, key, pseudonym, lab, digest },
    learner: names.for(learner),
    files: address,
  });
}
