import type { Job as QueueJob, Queue } from "bullmq";
import type { Keyed } from "../../schema/class.ts";
import type { Grade } from "../../schema/grade.ts";
import { StoreFault, type Store } from "../../store/types.ts";
import { notGradable } from "../../grade/one.ts";
import type { TakeGrade } from "../executor.ts";
import { answered, type Answered } from "./answer.ts";
import { afterFailure } from "./retry.ts";

/** Finished jobs that are looked at in one go. */
const BATCH = 100;
/** An answer whose grade the store has lost is asked for again so often. */
const MOST_LOSSES = 2;

export interface CollectorOptions {
  readonly queue: Queue;
  /** What has no grade yet, by key; the collector takes out what it has taken. */
  readonly outstanding: Map<string, Keyed>;
  readonly store: Store;
  readonly grader: string;
  readonly take: TakeGrade;
  /** Puts a hand-in's files into the store once more. */
  readonly putAgain: (submission: Keyed) => Promise<void>;
  readonly onProgress: (line: string) => void;
}

/**
 * Takes finished jobs: each becomes a grade on the disk first and leaves the queue after that. Killed in between, the job is
 * still there, and the key is graded already; nothing is taken twice.
 */
export class Collector {
  readonly #options: CollectorOptions;
  /** When a failed job is tried again, by key; by this machine's steady clock. */
  readonly #retryAt = new Map<string, number>();
  readonly #losses = new Map<string, number>();
  #storeIsAway = false;

  constructor(options: CollectorOptions) {
    this.#options = options;
  }

  /** Takes what has finished by now. Returns how many jobs it could do something about. */
  async collect(): Promise<number> {
    const { queue } = this.#options;
    const [completed, failed] = await Promise.all([
      queue.getJobs(["completed"], 0, BATCH - 1, true),
      queue.getJobs(["failed"], 0, BATCH - 1, true),
    ]);
    let handled = 0;
    for (const job of completed) if (await this.#completed(job)) handled += 1;
    for (const job of failed) if (await this.#failed(job)) handled += 1;
    return handled;
  }

  async #completed(job: QueueJob): Promise<boolean> {
    const submission = this.#options.outstanding.get(job.id ?? "");
    if (submission) {
      const answer = await this.#answer(job, submission);
      if (answer instanceof StoreFault) return await this.#withoutGrade(job, submission, answer);
      if (typeof answer === "string") await this.#gaveUp(submission, answer, job.attemptsMade);
      else await this.#took(submission, { ...answer.grade, attempts: job.attemptsMade }, answer.worker);
    }
    await job.remove();
    return true;
  }

  /** What a worker has answered; or why the store can't tell; or, in words, why it can't be used. */
  async #answer(job: QueueJob, submission: Keyed): Promise<Answered | StoreFault | string> {
    const { store, grader } = this.#options;
    try {
      const answer = await answered(job.returnvalue, submission, grader, store);
      this.#storeSeen(null);
      return answer;
    } catch (error) {
      return error instanceof StoreFault ? error : `A worker's answer can't be used: ${String(error)}`;
    }
  }

  /** The store has no such grade: away, it will be asked again; lost, the hand-in is graded again. */
  async #withoutGrade(job: QueueJob, submission: Keyed, fault: StoreFault): Promise<boolean> {
    if (fault.kind === "unreachable" || fault.kind === "refused") {
      this.#storeSeen(fault);
      return false;
    }
    const losses = (this.#losses.get(submission.key) ?? 0) + 1;
    this.#losses.set(submission.key, losses);
    if (losses <= MOST_LOSSES) {
      await job.retry("completed");
      return true;
    }
    await this.#gaveUp(
      submission,
      `Its grade was lost ${losses} times. The last time: ${fault.message}`,
      losses,
    );
    await job.remove();
    return true;
  }

  async #failed(job: QueueJob): Promise<boolean> {
    const submission = this.#options.outstanding.get(job.id ?? "");
    if (!submission) {
      await job.remove();
      return true;
    }
    const { attemptsMade, stalledCounter: stalls, failedReason: reason } = job;
    const decision = afterFailure({ attemptsMade, stalls, reason });
    if (decision.kind === "retry") return await this.#retry(job, submission, decision.afterMs);
    await this.#gaveUp(submission, decision.fault, attemptsMade);
    await job.remove();
    return true;
  }

  async #retry(job: QueueJob, submission: Keyed, afterMs: number): Promise<boolean> {
    const { key } = submission;
    const now = performance.now();
    const at = this.#retryAt.get(key) ?? now + afterMs;
    this.#retryAt.set(key, at);
    if (now < at) return false;
    try {
      await this.#options.putAgain(submission);
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      this.#storeSeen(error);
      return false;
    }
    this.#retryAt.delete(key);
    await job.retry("failed");
    return true;
  }

  async #gaveUp(submission: Keyed, fault: string, attempts: number): Promise<void> {
    await this.#took(submission, notGradable(submission, this.#options.grader, fault, attempts), null);
  }

  /** A grade that could not be written down ends the session: its hand-in stays outstanding, and its job in the queue. */
  async #took(submission: Keyed, grade: Grade, worker: string | null): Promise<void> {
    await this.#options.take(grade, worker);
    this.#options.outstanding.delete(submission.key);
  }

  #storeSeen(fault: StoreFault | null): void {
    const { store, onProgress } = this.#options;
    const isAway = fault !== null;
    if (isAway !== this.#storeIsAway)
      onProgress(isAway ? `${fault.message} ${fault.next} Grades wait there.` : `${store.where} is back`);
    this.#storeIsAway = isAway;
  }
}
