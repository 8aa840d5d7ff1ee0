import { QueueKeys } from "bullmq";
import type { Redis } from "ioredis";
import type { z } from "zod";
import { parseJson } from "../../../state.ts";
import { heartbeatSchema, runSchema, type Heartbeat, type Run } from "./schema.ts";

/** All our keys begin so; several programs may share a Redis. */
export const PREFIX = "groundwork";

/** The queue of one class's hand-ins. */
export const queueOf = (run: string): string => `grade-${run}`;

/** A worker that has said nothing for so long is gone. Redis's own clock counts. */
const WORKER_MS = 15_000;
/** A class whose coordinator has said nothing for so long is given up; its results wait. */
const RUN_MS = 3_600_000;

/**
 * What stands in Redis besides the queues: which classes are graded, and which workers there are. Everything there ends by
 * itself when nobody renews it.
 */
export class Board {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  async putRun(run: Run): Promise<void> {
    await this.#put("run", run.id, run, RUN_MS);
  }

  async removeRun(id: string): Promise<void> {
    await this.#remove("run", id);
  }

  /** The classes that are being graded, by their ids; those of a newer or older format are left out. */
  runs(): Promise<Run[]> {
    return this.#all("run", runSchema);
  }

  /** How many of a class's hand-ins nobody has taken yet. */
  waitingIn(run: string): Promise<number> {
    return this.#redis.llen(new QueueKeys(PREFIX).toKey(queueOf(run), "wait"));
  }

  async putWorker(heartbeat: Heartbeat): Promise<void> {
    await this.#put("worker", heartbeat.name, heartbeat, WORKER_MS);
  }

  async removeWorker(name: string): Promise<void> {
    await this.#remove("worker", name);
  }

  workers(): Promise<Heartbeat[]> {
    return this.#all("worker", heartbeatSchema);
  }

  async #put(kind: string, id: string, value: unknown, ms: number): Promise<void> {
    await this.#redis
      .multi()
      .sadd(`${PREFIX}:${kind}s`, id)
      .set(`${PREFIX}:${kind}:${id}`, JSON.stringify(value), "PX", ms)
      .exec();
  }

  async #remove(kind: string, id: string): Promise<void> {
    await this.#redis.multi().srem(`${PREFIX}:${kind}s`, id).del(`${PREFIX}:${kind}:${id}`).exec();
  }

  /** What is there of a kind; names whose value has ended are forgotten on the way. */
  async #all<Schema extends z.ZodType>(kind: string, schema: Schema): Promise<z.infer<Schema>[]> {
    const ids = (await this.#redis.smembers(`${PREFIX}:${kind}s`)).toSorted();
    if (ids.length === 0) return [];
    const texts = await this.#redis.mget(ids.map((id) => `${PREFIX}:${kind}:${id}`));
    const ended = ids.filter((_, at) => texts[at] === null);
    if (ended.length > 0) await this.#redis.srem(`${PREFIX}:${kind}s`, ...ended);
    return texts.flatMap((text) => {
      const parsed = schema.safeParse(parseJson(text ?? ""));
      return parsed.success ? [parsed.data] : [];
    });
  }
}
