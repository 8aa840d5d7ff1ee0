import { setTimeout as sleep } from "node:timers/promises";
import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import type { GradedLab } from "../../grade/assigned.ts";
import type { GradeEvent } from "../../grade/teller.ts";
import type { Keyed } from "../../schema/class.ts";
import type { Store } from "../../store/types.ts";
import type { Executor, TakeGrade } from "../executor.ts";
import { untilAborted } from "../until-aborted.ts";
import { Board, PREFIX, queueOf } from "./board.ts";
import { Collector } from "./collector.ts";
import { jobsOf } from "./jobs.ts";
import { connectRedis, type RedisLink, type RedisPlace } from "./redis.ts";
import type { Job, Run } from "./schema.ts";
import { workersText } from "./workers-text.ts";

const LOOK_MS = 300;
/** How often it is looked whether the queue still holds what is outstanding, and workers are told of. */
const STATUS_MS = 10_000;
/** The same words about workers are said again after so long. */
const SAY_AGAIN_MS = 60_000;
/** How long the end of a session waits for Redis to forget it: a large queue takes seconds; one that is away is not waited for. */
const RETIRE_MS = 30_000;
const AWAY_MS = 1_000;
/** Jobs that are added in one go. */
const ADD_AT_ONCE = 500;

export interface QueueOptions {
  readonly redis: RedisPlace;
  readonly store: Store;
  /** What workers are told of the class. */
  readonly run: Run;
  readonly labs: ReadonlyMap<string, GradedLab>;
  /** Forget answers that are there from before: everything is to be graded again. */
  readonly afresh: boolean;
  readonly grader: string;
  readonly signal: AbortSignal;
  readonly onProgress: (line: string) => void;
  readonly onEvent?: (event: GradeEvent) => void;
}

/** Grades on workers, wherever they are: hand-ins go into a queue on Redis, their files and grades through a store. */
export function queueExecutor(options: QueueOptions): Executor {
  return {
    async grade(submissions, take) {
      const { redis, signal, onProgress } = options;
      await using link = await connectRedis(redis, onProgress, signal);
      await new Coordination(options, link, submissions, take).run();
    },
  };
}

class Coordination {
  readonly #options: QueueOptions;
  readonly #client: Redis;
  readonly #board: Board;
  readonly #queue: Queue;
  readonly #outstanding: Map<string, Keyed>;
  readonly #collector: Collector;
  #jobs: readonly Job[] = [];
  #lookedAt = 0;
  #said = "";
  #saidAt = 0;

  constructor(options: QueueOptions, { client }: RedisLink, submissions: readonly Keyed[], take: TakeGrade) {
    const { store, grader, onProgress } = options;
    this.#options = options;
    this.#board = new Board(client);
    this.#client = client;
    this.#queue = this.#queueFor(options.run.id);
    this.#outstanding = new Map(submissions.map((each) => [each.key, each]));
    this.#collector = new Collector({
      queue: this.#queue,
      outstanding: this.#outstanding,
      ...{ store, grader, take, onProgress },
      // The store may have lost them.
      putAgain: async (each) => {
        await this.#jobsFor([each]);
      },
    });
  }

  async run(): Promise<void> {
    const { store, run, onProgress } = this.#options;
    try {
      await this.#orAbort(this.#retireOthers());
      onProgress(`putting ${this.#outstanding.size} hand-ins into ${store.where}`);
      this.#jobs = await this.#jobsFor([...this.#outstanding.values()]);
      await this.#orAbort(this.#enqueue());
      await this.#untilAllGraded();
    } finally {
      // Called off or done: what nobody waits for is not graded. Redis may be away, and nobody waits for that either.
      const patienceMs = this.#client.status === "ready" ? RETIRE_MS : AWAY_MS;
      await Promise.race([
        this.#retire(run.id).catch(() => undefined),
        sleep(patienceMs, undefined, { ref: false }),
      ]);
      await this.#queue.close().catch(() => undefined);
    }
  }

  #jobsFor(submissions: readonly Keyed[]): Promise<Job[]> {
    const { run, labs, store, signal } = this.#options;
    return jobsOf(submissions, { run: run.id, labs, store, signal });
  }

  async #untilAllGraded(): Promise<void> {
    while (this.#outstanding.size > 0) {
      const handled = await this.#orAbort(this.#collector.collect());
      await this.#orAbort(this.#look());
      if (handled === 0) await sleep(LOOK_MS, undefined, { signal: this.#options.signal });
    }
  }

  /** Runs that this folder began before something about the class changed. */
  async #retireOthers(): Promise<void> {
    const { run, afresh } = this.#options;
    const others = (await this.#board.runs()).filter(({ owner, id }) => owner === run.owner && id !== run.id);
    for (const { id } of others) await this.#retire(id);
    if (afresh) await this.#queue.obliterate({ force: true });
  }

  async #retire(id: string): Promise<void> {
    await this.#board.removeRun(id);
    const queue = id === this.#options.run.id ? this.#queue : this.#queueFor(id);
    await queue.obliterate({ force: true });
  }

  #queueFor(id: string): Queue {
    const queue = new Queue(queueOf(id), { connection: this.#client, prefix: PREFIX });
    queue.on("error", () => undefined);
    return queue;
  }

  /** Puts in what is not there. A job that is there already is left as it is: its id is the grade's key. */
  async #enqueue(): Promise<void> {
    await this.#board.putRun(this.#options.run);
    const missing = this.#jobs.filter(({ key }) => this.#outstanding.has(key));
    for (let at = 0; at < missing.length; at += ADD_AT_ONCE) {
      const part = missing.slice(at, at + ADD_AT_ONCE);
      await this.#queue.addBulk(
        part.map((data) => ({ name: data.lab, data, opts: { jobId: data.key, attempts: 1 } })),
      );
      if (missing.length > ADD_AT_ONCE)
        this.#options.onProgress(`${at + part.length} of ${missing.length} in the queue`);
    }
  }

  /** Now and then: is the class still known, the queue still whole, and who works on it? */
  async #look(): Promise<void> {
    const now = performance.now();
    if (now - this.#lookedAt < STATUS_MS) return;
    this.#lookedAt = now;
    const { run, onProgress, onEvent } = this.#options;
    await this.#board.putRun(run);
    const counts = await this.#queue.getJobCounts("waiting", "active", "delayed", "completed", "failed");
    const there = Object.values(counts).reduce((sum, count) => sum + count, 0);
    if (there < this.#outstanding.size) {
      onProgress(`${this.#outstanding.size - there} hand-ins are gone from the queue; putting them in again`);
      await this.#enqueue();
    }
    const workers = await this.#board.workers();
    const [waiting, running] = [counts["waiting"] ?? 0, counts["active"] ?? 0];
    this.#sayOnce(workersText(workers, run.id, waiting), now);
    onEvent?.({
      format: "groundwork.grade-event/1",
      type: "workers",
      at: new Date().toISOString(),
      ...{ waiting, running },
      workers: workers.map(({ name, state, why, done, unfit }) => ({
        name,
        state,
        why: unfit[run.id] ?? why,
        done,
      })),
    });
  }

  #sayOnce(lines: readonly string[], now: number): void {
    const said = lines.join("\n");
    if (said === this.#said && now - this.#saidAt < SAY_AGAIN_MS) return;
    [this.#said, this.#saidAt] = [said, now];
    for (const line of lines) this.#options.onProgress(line);
  }

  #orAbort<Value>(work: Promise<Value>): Promise<Value> {
    return untilAborted(work, this.#options.signal);
  }
}
