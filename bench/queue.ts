import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { startRedis } from "../tests/services/redis.ts";
import { makeClass } from "./grade/made.ts";
import { measureEnqueue, type Enqueued } from "./queue/enqueue.ts";
import type { GradedTimes } from "./queue/graded.ts";
import { simulate, type Simulated } from "./queue/simulate.ts";
import { gradeAlone, gradeOnWorkers } from "./queue/workers.ts";

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "20" },
    workers: { type: "string", default: "1,2,4" },
    enqueue: { type: "string", default: "10000" },
    lab: { type: "string", default: "10-surface" },
    store: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

const HELP = `Usage: node bench/queue.ts [--size N] [--workers 1,2,4] [--enqueue N] [--store FILE] [--json]

What grading on workers costs. A made class of --size hand-ins is graded on this machine alone, one after the other, and
then on so many workers, each a process with engines of its own, which also grades one at a time; the overhead of a job is
the time between hand-ins that no hand-in took. Then --enqueue made hand-ins go through the queue with a worker that builds
nothing. With these times, 100 workers and 50,000 hand-ins are simulated: nothing of that was run.
--store FILE   keeps the result, with machine and date. Takes about ten minutes on two cores.`;

interface OnWorkers extends Omit<GradedTimes, "gradingSeconds"> {
  readonly workers: number;
  readonly gradingSeconds: number;
  /** Seconds of all workers that no hand-in took, for each hand-in, and as a part of the grading time. */
  readonly overheadSeconds: number;
  readonly overheadPercent: number;
}

/** What the workers' time was spent on. Workers are counted for the whole class, so idle ones at its end count too. */
function onWorkers(workers: number, { handIns, gradingSeconds, wallSeconds }: GradedTimes): OnWorkers {
  const graded = gradingSeconds.reduce((sum, each) => sum + each, 0);
  const overhead = wallSeconds * workers - graded;
  return {
    ...{ workers, handIns, wallSeconds: rounded(wallSeconds), gradingSeconds: rounded(graded) },
    overheadSeconds: rounded(overhead / handIns),
    overheadPercent: rounded((overhead / graded) * 100),
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

async function main(): Promise<void> {
  const top = await mkdtemp(path.join(tmpdir(), "groundwork-bench-queue-"));
  await using redis = await startRedis();
  try {
    const made = await makeClass(path.join(top, "class"), values.lab, Number(values.size));
    await mkdir(path.join(top, "store"));
    const onProgress = (line: string): void => void process.stderr.write(`${line}\n`);
    const place = { redis: redis.url, store: path.join(top, "store"), onProgress };
    const alone = await gradeAlone(made, path.join(top, "alone"), place);
    const runs: OnWorkers[] = [];
    let first: GradedTimes = alone;
    for (const count of values.workers.split(",").map(Number)) {
      const times = await gradeOnWorkers(made, path.join(top, `on-${count}`), count, place);
      if (runs.length === 0) first = times;
      runs.push(onWorkers(count, times));
    }
    const enqueued = await measureEnqueue(path.join(top, "enqueue"), redis.url, Number(values.enqueue));
    const simulated = simulate({
      ...{ submissions: 50_000, workers: 100, jobs: 1, gradingSeconds: first.gradingSeconds },
      overheadMs: Math.max(0, (runs[0]?.overheadSeconds ?? 0) * 1000),
      ...{ coordinatorMs: enqueued.coordinatorMs, seed: 1 },
    });
    await tell(onWorkers(1, alone), runs, enqueued, simulated);
  } finally {
    await rm(top, { recursive: true, force: true });
  }
}

async function tell(
  alone: OnWorkers,
  runs: readonly OnWorkers[],
  enqueued: Enqueued,
  simulated: Simulated,
): Promise<void> {
  const machine = {
    processor: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    node: process.version,
  };
  const result = {
    format: "groundwork.bench-queue/1",
    date: new Date().toISOString(),
    machine,
    alone,
    runs,
    enqueued,
    simulated,
  };
  if (values.store) await writeFile(values.store, `${JSON.stringify(result, null, 2)}\n`);
  if (values.json) console.log(JSON.stringify(result, null, 2));
  else
    console.log(
      [
        `alone: ${lineOf(alone)}`,
        ...runs.map((each) => `${each.workers} workers: ${lineOf(each)}`),
        ...rest(enqueued, simulated),
      ].join("\n"),
    );
}

function lineOf({
  handIns,
  wallSeconds,
  gradingSeconds,
  overheadSeconds,
  overheadPercent,
}: OnWorkers): string {
  return `${handIns} hand-ins in ${wallSeconds} s, ${gradingSeconds} s of grading; beside it ${overheadSeconds} s for each, ${overheadPercent}%`;
}

function rest(enqueued: Enqueued, simulated: Simulated): string[] {
  const { jobs, storedSeconds, enqueuedSeconds, coordinatorMs, memoryBefore, memoryMost, redisMegabytes } =
    enqueued;
  return [
    `${jobs} jobs: in the store after ${storedSeconds} s, in the queue after ${enqueuedSeconds} s, ${coordinatorMs} ms from the queue to the disk for each`,
    `  memory: ${memoryBefore} MB before, ${memoryMost} MB at most; Redis ${redisMegabytes} MB`,
    `simulated, not run: 50,000 hand-ins on 100 workers take ${simulated.hours} h; workers busy ${simulated.workersBusy}, coordinator ${simulated.coordinatorBusy}; a grade waits ${simulated.longestWaitSeconds} s at most`,
  ];
}

if (values.help) console.log(HELP);
else await main();
