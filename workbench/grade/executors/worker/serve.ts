import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { WaitingError, Worker, type Job as QueueJob } from "bullmq";
import type { Redis } from "ioredis";
import { Runners } from "../../grade/runners.ts";
import { TaskMemory } from "../../grade/task-memory.ts";
import type { SandboxClass } from "../../sandbox/index.ts";
import type { Store } from "../../store/types.ts";
import { PREFIX, queueOf } from "../queue/board.ts";
import { MOST_STALLS } from "../queue/retry.ts";
import { jobSchema, type Answer, type Run } from "../queue/schema.ts";
import { gradeJob } from "./grade-job.ts";
import { Health } from "./health.ts";
import type { OpenedRun } from "./open-run.ts";
import type { Status } from "./status.ts";

/** So long Redis has for taking back what was being graded. */
const AFTER_STOP_MS = 5_000;

export interface ServeRequest {
  readonly run: Run;
  readonly opened: OpenedRun;
  readonly sandboxes: SandboxClass;
  readonly redis: Redis;
  readonly store: Store;
  readonly status: Status;
  readonly jobs: number;
  /** After so many seconds another worker takes over what a silent one had. */
  readonly lockSeconds: number;
  readonly grader: string;
  /** Aborted: hand-ins that are being graded are given back at once. */
  readonly stop: AbortSignal;
  readonly onProgress: (line: string) => void;
}

/** Takes hand-ins of one class from its queue until it is closed. */
export class Serving implements AsyncDisposable {
  readonly #request: ServeRequest;
  readonly #worker: Worker<unknown, Answer>;
  readonly #runners = new Runners();
  readonly #memory = new TaskMemory();
  readonly #health = new Health();
  readonly #labs: string[] = [];
  #healing: Promise<void> | null = null;
  readonly #closed = new AbortController();

  constructor(request: ServeRequest) {
    this.#request = request;
    const { run, redis, jobs, lockSeconds, status } = request;
    this.#worker = new Worker<unknown, Answer>(queueOf(run.id), (job, token) => this.#process(job, token), {
      connection: redis,
      prefix: PREFIX,
      name: status.name,
      concurrency: jobs,
      lockDuration: lockSeconds * 1000,
      stalledInterval: (lockSeconds * 1000) / 2,
      maxStalledCount: MOST_STALLS,
    });
    // A lock that was lost, a connection that broke: the job is somebody else's by now, or comes back.
    this.#worker.on("error", (error) => request.onProgress(`queue: ${error.message}`));
  }

  async #process(queued: QueueJob<unknown>, token: string | undefined): Promise<Answer> {
    const { run, store, stop, status, grader, opened, sandboxes } = this.#request;
    const job = jobSchema.parse(queued.data);
    status.began();
    this.#request.onProgress(`took ${job.lab}, ${job.pseudonym}`);
    this.#labs.push(job.lab);
    try {
      const { grade, again } = await gradeJob({
        job,
        attempts: queued.attemptsMade + 1,
        labs: opened.labs,
        open: () => sandboxes.open(stop),
        runners: this.#runners,
        memory: this.#memory,
        submissionMs: run.limits.submissionSeconds * 1000,
        ...{ store, grader, signal: stop },
      });
      this.#noteHealth(grade.verdict === "not-gradable");
      if (again) throw new Error(grade.fault ?? "no reason");
      const address = await store.put(Buffer.from(JSON.stringify(grade)), stop);
      status.ended(grade);
      this.#request.onProgress(`${job.lab}, ${job.pseudonym}: ${grade.verdict}`);
      return { format: "groundwork.job-result/1", grade: address, worker: status.name };
    } catch (error) {
      status.failed();
      if (stop.aborted) await this.#giveBack(queued, token);
      this.#request.onProgress(`${job.lab}, ${job.pseudonym}: ${String(error)}`);
      throw error;
    } finally {
      this.#labs.splice(this.#labs.indexOf(job.lab), 1);
      await this.#keepRunners(job.lab);
    }
  }

  /** Another worker takes it at once; it counts as no attempt. */
  async #giveBack(job: QueueJob<unknown>, token: string | undefined): Promise<never> {
    await Promise.race([job.moveToWait(token), sleep(3_000)]);
    throw new WaitingError();
  }

  /** Hand-ins come by lab: tests of the labs before are not kept warm. */
  async #keepRunners(last: string): Promise<void> {
    const dirs = [...new Set([...this.#labs, last])].flatMap((id) => {
      const graded = this.#request.opened.labs.get(id);
      return graded ? [graded.lab.dir, ...(graded.privateLab ? [graded.privateLab.dir] : [])] : [];
    });
    await this.#runners.keepOnly(dirs);
  }

  #noteHealth(wasOurFault: boolean): void {
    if (this.#health.after(wasOurFault)) this.#healing ??= this.#heal().finally(() => (this.#healing = null));
  }

  /** Takes nothing more until the canary has proved the sandbox again. */
  async #heal(): Promise<void> {
    const { status, sandboxes, stop, onProgress } = this.#request;
    const signal = AbortSignal.any([stop, this.#closed.signal]);
    await this.#worker.pause(true);
    while (this.#health.isSick) {
      status.sick("sandbox", "two hand-ins in a row could not be graded here");
      onProgress(`sick: taking nothing more; trying the sandbox again in ${this.#health.waitMs / 1000} s`);
      await sleep(this.#health.waitMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const report = await sandboxes.canary().catch((error: unknown) => ({ ok: false, text: String(error) }));
      this.#health.proved(report.ok);
      if (!report.ok) onProgress(report.text);
    }
    status.well("sandbox");
    if (!signal.aborted) await this.#worker.resume();
  }

  /** Finishes what is being graded, and takes nothing more. Told to stop at once, it waits for Redis no longer than a moment. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort();
    await Promise.race([this.#worker.close(), aMomentAfter(this.#request.stop)]);
    await this.#healing;
    await this.#runners[Symbol.asyncDispose]();
  }
}

/** Settles some seconds after a signal; never without it. */
async function aMomentAfter(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
  await sleep(AFTER_STOP_MS, undefined, { ref: false });
}
