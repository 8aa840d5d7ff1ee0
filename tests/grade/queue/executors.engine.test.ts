import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Redis as Client } from "ioredis";
import { beforeAll, expect, test } from "vitest";
import { gradeEventSchema, type GradeEvent } from "../../../workbench/grade/grade/teller.ts";
import { S3_ENV, startS3 } from "../../../workbench/grade/store/s3-server.fixture.ts";
import { testFolder } from "../../classroom/scene.ts";
import { groundwork } from "../../cli/command.ts";
import { startRedis, type Redis } from "../../services/redis.ts";
import { marksIn, quickClass, timesGraded, type QuickClass } from "./class.ts";
import { Running } from "./process.ts";
import { envOf, hostEnv, localMarks, scene, startWorker, type Place } from "./scene.ts";

const MINUTES = 300_000;

/** The marks of the class, graded on one machine. */
let local = "";

async function gradeHere(made: QuickClass, out: string, ...more: readonly string[]): Promise<void> {
  const { code, all } = await groundwork([...(await made.args(out)), ...more], await hostEnv());
  expect(code, all).toBe(0);
}

beforeAll(async () => {
  local = await localMarks();
}, MINUTES);

test(
  "in two shards, each graded by itself and then joined: the marks of one machine, byte for byte",
  async () => {
    const made = await quickClass(await testFolder("gw-shards-"));
    await gradeHere(made, "one", "--shard", "1/2");
    await gradeHere(made, "two", "--shard", "2/2");
    await made.args("joined");
    const joined = [
      "grade",
      "merge",
      made.folder("one"),
      made.folder("two"),
      "--out",
      made.folder("joined"),
      "--json",
    ];
    const { code, all } = await groundwork(joined, await hostEnv());
    expect(code, all).toBe(0);
    expect(await marksIn(made.folder("joined"))).toBe(local);
  },
  MINUTES,
);

test(
  "on a worker, with TLS, a password and a bucket: the same marks, no student's name on the way, and metrics",
  async () => {
    await using redis = await startRedis({ password: "correct horse", tls: true });
    await using s3 = await startS3();
    const here = await scene();
    const caFile = path.join(here.class.top, "ca.pem");
    await writeFile(caFile, redis.ca ?? "");
    const place: Place = { redis: redis.url, store: s3.where, env: { ...S3_ENV, NO_PROXY: "127.0.0.1" } };
    const grading = new Running({
      args: [...(await here.class.args("out")), "--executor", "bullmq", "--redis-ca", caFile, "--events"],
      env: await envOf(place),
    });
    await expectNobodyNamed(redis, here.class);
    const worker = await startWorker("safe", place, { flags: ["--redis-ca", caFile, "--metrics", "0"] });
    await worker.says("taking hand-ins");
    const address = /metrics: (\S+)/.exec(worker.said)?.[1] ?? "";
    expect(await grading.ended(), grading.said).toBe(0);
    expect(await marksIn(here.out)).toBe(local);
    expect(new Set(await timesGraded(here.out))).toEqual(new Set([1]));
    const metrics = await (await fetch(address)).text();
    expect(metrics).toMatch(/groundwork_hand_ins_graded_total\{lab="10-surface",verdict="pass"\} [3-9]/);
    expect(metrics).toContain('groundwork_worker_state{state="idle"} 1');
    expectEvents(grading.said);
  },
  MINUTES,
);

/** What lies in Redis while hand-ins wait: none of what the roster knows of people. */
async function expectNobodyNamed({ url, ca }: Redis, { top }: QuickClass): Promise<void> {
  const client = new Client(url, ca === null ? {} : { tls: { ca } });
  try {
    await expect.poll(() => textIn(client), { timeout: 60_000 }).toContain("groundwork.job/1");
    const text = await textIn(client);
    const [, ...lines] = (await readFile(path.join(top, "roster.csv"), "utf8")).trimEnd().split("\n");
    for (const [id = "", , email = "", login = ""] of lines.map((line) => line.split(",")))
      for (const known of [email, `"${id}"`, `"${login}"`, `.${login}`]) expect(text).not.toContain(known);
  } finally {
    client.disconnect();
  }
}

async function textIn(client: Client): Promise<string> {
  const values = (await client.keys("*")).map(async (key) => {
    const type = await client.type(key);
    if (type === "hash") return client.hgetall(key);
    if (type === "string") return client.get(key);
    return type === "list" ? client.lrange(key, 0, -1) : key;
  });
  return JSON.stringify(await Promise.all(values)).replaceAll("\\", "");
}

/** With --events, what is said on the way is events and nothing else. */
function expectEvents(said: string): void {
  const lines = said.split("\n").filter((line) => line.startsWith('{"format":"groundwork.grade-event/1"'));
  const events: GradeEvent[] = lines.map((line) => gradeEventSchema.parse(JSON.parse(line)));
  const last = events.findLast((event) => event.type === "graded");
  expect(last).toMatchObject({ worker: "safe", leftMs: 0 });
  expect(last?.done).toBe(last?.total);
  expect(events.some((event) => event.type === "workers")).toBe(true);
}
