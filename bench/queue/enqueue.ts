import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Redis } from "ioredis";
import { queueExecutor } from "../../workbench/grade/executors/queue/coordinator.ts";
import { runSchema, type Run } from "../../workbench/grade/executors/queue/schema.ts";
import { describeFiles } from "../../workbench/grade/intake/files.ts";
import { writeJournal } from "../../workbench/grade/journal/journal.ts";
import { sandboxLimitsSchema } from "../../workbench/grade/sandbox/limits.ts";
import type { Keyed } from "../../workbench/grade/schema/class.ts";
import { openStore } from "../../workbench/grade/store/open.ts";
import { loadLab } from "../../workbench/lab/load.ts";
import { LABS_DIR } from "../../workbench/project.ts";

const LAB = "10-surface";

export interface Enqueued {
  readonly jobs: number;
  /** Seconds until all hand-ins are in the store, and until all are in the queue. */
  readonly storedSeconds: number;
  readonly enqueuedSeconds: number;
  /** Milliseconds for each grade from the queue to the journal's disk, with a worker that builds nothing. */
  readonly coordinatorMs: number;
  /** Resident megabytes of this process before, and at most. */
  readonly memoryBefore: number;
  readonly memoryMost: number;
  readonly redisMegabytes: number;
}

/** So many made hand-ins through the real queue, coordinator and journal; a worker that builds nothing answers. */
export async function measureEnqueue(folder: string, url: string, jobs: number): Promise<Enqueued> {
  const store = openStore(path.join(folder, "store"));
  await mkdir(path.join(folder, "store"), { recursive: true });
  const lab = await loadLab(LABS_DIR, LAB);
  const submissions = await handIns(folder, jobs);
  const run = madeRun();
  const memory = watchMemory();
  const started = performance.now();
  const stop = new AbortController();
  let [stored, enqueued, redisMegabytes] = [0, 0, 0];
  const since = (): number => (performance.now() - started) / 1000;
  const out = path.join(folder, "out");
  let worker: ReturnType<typeof nullWorker> | null = null;
  const redis = new Redis(url);
  const onProgress = (line: string): void => {
    if (stored === 0 && line.endsWith("in the queue")) stored = since();
    if (!line.startsWith(`${jobs} of ${jobs} in the queue`)) return;
    enqueued = since();
    void redis
      .info("memory")
      .then((text) => (redisMegabytes = Number(/used_memory:(\d+)/.exec(text)?.[1]) / 1e6));
    worker = nullWorker(url, run.id, path.join(folder, "store"));
  };
  const labs = new Map([[LAB, { lab, privateLab: null }]]);
  const shared = { store, run, labs, afresh: true, grader: "0.1.0", signal: stop.signal, onProgress };
  await writeJournal(out, (journal) =>
    queueExecutor({ redis: { url, caFile: null }, ...shared }).grade(submissions, (grade) =>
      journal.append({ kind: "grade", grade }),
    ),
  );
  const ended = since();
  (worker as ReturnType<typeof nullWorker> | null)?.kill("SIGTERM");
  if (worker) await once(worker, "close");
  redis.disconnect();
  const { before, most } = memory.stop();
  return {
    jobs,
    storedSeconds: rounded(stored),
    enqueuedSeconds: rounded(enqueued),
    coordinatorMs: rounded(((ended - enqueued) * 1000) / jobs),
    ...{ memoryBefore: before, memoryMost: most, redisMegabytes: rounded(redisMegabytes) },
  };
}

function nullWorker(url: string, run: string, store: string) {
  const script = path.join(import.meta.dirname, "null-worker.child.ts");
  return spawn(process.execPath, [script, url, run, store], { stdio: ["ignore", "ignore", "inherit"] });
}

/** Hand-ins as intake leaves them: the lab's solution, each with a comment of its own. */
async function handIns(folder: string, count: number): Promise<Keyed[]> {
  const { handIn } = (await loadLab(LABS_DIR, LAB)).manifest;
  const all: Keyed[] = [];
  for (let at = 0; at < count; at++) {
    const dir = path.join(folder, "submissions", String(at));
    await cp(path.join(LABS_DIR, LAB, "solution"), dir, { recursive: true });
    const contents = new Map<string, Buffer>();
    for (const { path: file } of handIn) contents.set(file, await readFile(path.join(dir, file)));
    const answers = Buffer.concat([
      contents.get("answers.json") ?? Buffer.alloc(0),
      Buffer.from(` \n${" ".repeat(at % 97)}${at}`),
    ]);
    contents.set("answers.json", answers);
    await writeFile(path.join(dir, "answers.json"), answers);
    all.push({ ...describeFiles(contents), ...madeHandIn(at, dir) });
  }
  return all;
}

function madeHandIn(at: number, dir: string): Omit<Keyed, "files" | "digest"> {
  return {
    ...{ student: String(at), pseudonym: `s${at}`, learner: `bench.s${at}`, lab: LAB, dir },
    ...{ receivedAt: null, saidLate: false, commit: null, source: "made", findings: [] },
    key: createHash("sha256").update(String(at)).digest("hex"),
    late: { takesPercent: 0, says: "" },
  };
}

function madeRun(): Run {
  const digest = `sha256:${"0".repeat(64)}`;
  return runSchema.parse({
    format: "groundwork.grading-run/1",
    ...{ id: "0123456789abcdef", owner: "bench", assignment: "bench", grader: "0.1.0" },
    labs: [{ lab: LAB, revision: digest, privateTests: null }],
    ...{ bases: {}, programs: [], limits: sandboxLimitsSchema.parse({}) },
  });
}

function watchMemory(): { stop(): { before: number; most: number } } {
  const now = (): number => Math.round(process.memoryUsage().rss / 1e6);
  const before = now();
  let most = before;
  const looking = setInterval(() => (most = Math.max(most, now())), 200);
  return {
    stop() {
      clearInterval(looking);
      return { before, most };
    },
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
