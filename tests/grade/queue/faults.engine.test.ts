import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis as Client } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRedis, type Redis } from "../../services/redis.ts";
import { marksIn } from "./class.ts";
import { layCable } from "./cut.ts";
import type { Running } from "./process.ts";
import { expectMarks, localMarks, LOCK_SECONDS, newStore, scene, startWorker, type Place } from "./scene.ts";
import { hourAhead, otherVersion, sickEngine } from "./troubles.ts";

const MINUTES = 300_000;

/** Marks of the same class, graded on one machine without any queue. */
let local = "";
let redis: Redis;
let top = "";
/** Two workers that most tests share; what ends one starts it again. */
const pool: Running[] = [];

/** Databases of one Redis, so that no test's workers take another's hand-ins. */
const database = (number: number): string => `${redis.url}/${number}`;
const shared = (): Place => ({ redis: database(0), store: path.join(top, "store") });

beforeAll(async () => {
  local = await localMarks();
  redis = await startRedis();
  top = await mkdtemp(path.join(tmpdir(), "gw-queue-all-"));
  await mkdir(shared().store);
  for (const name of ["one", "two"]) pool.push(await startWorker(name, shared(), { stays: true }));
}, MINUTES);

afterAll(async () => {
  for (const worker of pool) await worker.kill();
  await redis[Symbol.asyncDispose]();
  await rm(top, { recursive: true, force: true });
}, MINUTES);

function pooled(at: 0 | 1): Running {
  const worker = pool[at];
  if (!worker) throw new Error("The pool has two workers.");
  return worker;
}

/** Waits until a worker of the pool is in the middle of a hand-in of this session. */
async function atWork(worker: Running, from: number): Promise<number> {
  const took = await worker.says(/took 10-surface, s\w+\n/, from);
  await sleep(300);
  return took;
}

const marks = (): number[] => pool.map(({ said }) => said.length);

test(
  "a worker is killed with SIGKILL in the middle of a build",
  async () => {
    const here = await scene();
    const [from = 0] = marks();
    const grading = await here.grade(shared());
    const [one] = pool;
    if (one) await atWork(one, from);
    await one?.kill();
    await expectMarks(grading, here, local);
    pool[0] = await startWorker("one", shared(), { stays: true });
    await pool[0].says("waits for hand-ins");
  },
  MINUTES,
);

test(
  "Redis is killed and started again, and then the store is away for a while",
  async () => {
    const here = await scene();
    const [, from = 0] = marks();
    const grading = await here.grade(shared());
    const took = await atWork(pooled(1), from);
    await redis.stop();
    await redis.start();
    await atWork(pooled(1), took);
    const { store } = shared();
    await rename(store, `${store}.away`);
    await sleep(6_000);
    await rename(`${store}.away`, store);
    await expectMarks(grading, here, local);
  },
  MINUTES,
);

test(
  "Redis is gone for thirty seconds",
  async () => {
    const here = await scene();
    const [, from = 0] = marks();
    const grading = await here.grade(shared());
    await atWork(pooled(1), from);
    await redis.stop();
    await grading.says("does not answer; waiting for it");
    await sleep(30_000);
    await redis.start();
    await grading.says("is back");
    await expectMarks(grading, here, local);
  },
  MINUTES,
);

test(
  "Redis has forgotten everything",
  async () => {
    const here = await scene();
    const [, from = 0] = marks();
    const grading = await here.grade(shared());
    await atWork(pooled(1), from);
    const client = new Client(redis.url);
    await client.flushall();
    client.disconnect();
    await expectMarks(grading, here, local);
    expect(grading.said).toContain("are gone from the queue; putting them in again");
  },
  MINUTES,
);

test(
  "two workers have the same hand-in: one was frozen, and thaws when the other has taken over",
  async () => {
    const here = await scene();
    const [from = 0] = marks();
    const grading = await here.grade(shared());
    const one = pooled(0);
    const took = await atWork(one, from);
    one.signal("SIGSTOP");
    const pseudonym = /took 10-surface, (s\w+)\n$/.exec(one.said.slice(0, took))?.[1] ?? "";
    await pooled(1).says(`took 10-surface, ${pseudonym}\n`);
    one.signal("SIGCONT");
    await expectMarks(grading, here, local);
  },
  MINUTES,
);

test(
  "the coordinator is killed; the same command takes what was graded meanwhile, and the rest",
  async () => {
    const here = await scene();
    const grading = await here.grade(shared());
    await grading.says(/\d of \d graded, about/);
    await grading.kill();
    await sleep(3_000);
    const again = await here.grade(shared());
    await expectMarks(again, here, local);
    expect(again.said).toMatch(/[2-9] are graded already/);
  },
  MINUTES,
);

test(
  "the network to a worker is cut in the middle of a build",
  async () => {
    const here = await scene();
    await using cable = await layCable(redis.port);
    const place = { redis: `redis://${cable.host}:${cable.port}/1`, store: await newStore(here) };
    const far = await startWorker("far", place, { through: cable.through });
    const grading = await here.grade({ ...place, redis: database(1) });
    await atWork(far, 0);
    await cable.cut();
    await sleep(LOCK_SECONDS * 3_000);
    await cable.mend();
    await expectMarks(grading, here, local);
  },
  MINUTES,
);

test(
  "a worker of another version takes nothing and says why; one whose clock is an hour ahead grades as any other",
  async () => {
    const here = await scene();
    const place = { redis: database(2), store: await newStore(here) };
    const other = await startWorker("other", place, { project: await otherVersion() });
    const grading = await here.grade(place);
    await grading.says("other can't grade this class: it was begun with Groundwork");
    expect(other.said).not.toContain("took ");
    await other.kill();
    const ahead = await startWorker("ahead", place, {
      env: { NODE_OPTIONS: `--import ${await hourAhead()}` },
    });
    await expectMarks(grading, here, local);
    ahead.ask("SIGTERM");
    expect(await ahead.ended()).toBe(0);
  },
  MINUTES,
);

test(
  "a hand-in that takes down every worker is given up; the others have their marks",
  async () => {
    const here = await scene();
    const place = { redis: database(3), store: await newStore(here) };
    const grading = await here.grade(place);
    let poison = "";
    let kills = 0;
    for (let at = 0; at < 6 && kills < 3; at++) {
      const worker = await startWorker(`victim-${at}`, place);
      for (let from = 0; kills < 3;) {
        from = await worker.says(/took 10-surface, s\w+\n/, from);
        const taken = /took 10-surface, (s\w+)\n$/.exec(worker.said.slice(0, from))?.[1] ?? "";
        poison ||= taken;
        if (taken !== poison) continue;
        await worker.kill();
        kills += 1;
        break;
      }
    }
    const last = await startWorker("last", place);
    expect(await grading.ended(), grading.said).toBe(3);
    expect(last.said).not.toContain(`took 10-surface, ${poison}\n`);
    const given = await marksIn(here.out);
    expect(given).toContain("3 workers fell silent while they graded it, so it was given up.");
    // Everything else is as it would be without it; who handed in the same files shares the fate.
    const studentsIn = (text: string) => text.split('"student":');
    const hit = studentsIn(given).find((each) => each.includes(poison)) ?? "";
    const key = /"key": "\w+"/.exec(hit)?.[0] ?? "";
    const others = (text: string) => studentsIn(text).filter((each) => !each.includes(key));
    expect(others(given)).toEqual(others(local));
  },
  MINUTES,
);

test(
  "a worker whose engine is sick takes nothing more, and goes on when it is well",
  async () => {
    const here = await scene();
    const place = { redis: database(4), store: await newStore(here) };
    const { bin, flag } = await sickEngine();
    const env = { PATH: `${bin}:${process.env["PATH"] ?? ""}` };
    const frail = await startWorker("frail", place, { env });
    const grading = await here.grade(place);
    await frail.says("taking hand-ins");
    await writeFile(flag, "");
    const sick = await frail.says("sick: taking nothing more");
    const taken = frail.said.length;
    await sleep(3_000);
    expect(frail.said.slice(taken)).not.toContain("took ");
    await rm(flag);
    await frail.says("took ", sick);
    await expectMarks(grading, here, local);
  },
  MINUTES,
);

test(
  "a worker that is asked to end finishes what it has begun; asked twice, it gives that back",
  async () => {
    const here = await scene();
    const place = { redis: database(5), store: await newStore(here) };
    const first = await startWorker("first", place);
    const grading = await here.grade(place);
    const took = await atWork(first, 0);
    first.ask("SIGTERM");
    expect(await first.ended(), first.said).toBe(0);
    expect(first.said.slice(took)).toMatch(/10-surface, s\w+: (pass|fail)/);
    const second = await startWorker("second", place);
    await atWork(second, 0);
    second.ask("SIGTERM");
    await second.says("taking nothing more");
    second.ask("SIGTERM");
    expect(await second.ended(), second.said).toBe(0);
    await startWorker("third", place);
    await expectMarks(grading, here, local);
  },
  MINUTES,
);
