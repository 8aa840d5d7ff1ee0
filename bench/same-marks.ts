import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { connectEngine } from "../workbench/engine/connect.ts";
import { PROJECT_DIR } from "../workbench/project.ts";
import { giveSalt, marksIn } from "../tests/grade/queue/class.ts";
import { startRedis } from "../tests/services/redis.ts";

const FIXTURE = path.join(PROJECT_DIR, "tests", "fixtures", "class");
const MAIN = path.join(PROJECT_DIR, "workbench", "cli", "main.ts");

const { values } = parseArgs({
  options: {
    class: { type: "string", default: FIXTURE },
    shards: { type: "string", default: "2" },
    workers: { type: "string", default: "2" },
    help: { type: "boolean", short: "h", default: false },
  },
});

const HELP = `Usage: node bench/same-marks.ts [--class FOLDER] [--shards N] [--workers N]

Grades one class three times: on this machine, in shards that are then merged, and on workers with a queue on Redis. Says
whether the marks are the same, byte for byte, but for the time at which they were made. Exits with 1 when they are not.
FOLDER holds submissions/, assignment.yaml, roster.csv and received.csv, as tests/fixtures/class does.`;

/** Runs a command of ours; its progress goes to the terminal. 1 is a mark for some: not all could be taken. */
async function groundwork(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ["ignore", "ignore", "inherit"] });
  await once(child, "close");
  if (child.exitCode !== 0 && child.exitCode !== 1)
    throw new Error(`groundwork ${args.slice(0, 2).join(" ")} ended with ${child.exitCode}.`);
}

async function gradeArgs(top: string, out: string): Promise<string[]> {
  const folder = path.join(top, out);
  await giveSalt(folder);
  const at = (name: string): string => path.join(values.class, name);
  const inputs = [at("submissions"), "--assignment", at("assignment.yaml"), "--roster", at("roster.csv")];
  return ["grade", ...inputs, "--received", at("received.csv"), "--out", folder, "--json"];
}

async function inShards(top: string, env: NodeJS.ProcessEnv): Promise<void> {
  const all = Array.from({ length: Number(values.shards) }, (_, at) => at + 1);
  for (const index of all)
    await groundwork([...(await gradeArgs(top, `shard-${index}`)), "--shard", `${index}/${all.length}`], env);
  await gradeArgs(top, "shards");
  const folders = all.map((index) => path.join(top, `shard-${index}`));
  await groundwork(["grade", "merge", ...folders, "--out", path.join(top, "shards")], env);
}

async function onWorkers(top: string, env: NodeJS.ProcessEnv): Promise<void> {
  await using redis = await startRedis();
  await mkdir(path.join(top, "store"));
  const both = { ...env, GROUNDWORK_REDIS: redis.url, GROUNDWORK_STORE: path.join(top, "store") };
  const workers = Array.from({ length: Number(values.workers) }, (_, at) =>
    spawn(process.execPath, [MAIN, "worker", "--name", `same-${at + 1}`, "--jobs", "1"], {
      env: both,
      stdio: "ignore",
    }),
  );
  try {
    await groundwork([...(await gradeArgs(top, "workers")), "--executor", "bullmq"], both);
  } finally {
    for (const worker of workers) worker.kill("SIGTERM");
    await Promise.all(workers.map((worker) => once(worker, "close")));
  }
}

async function main(): Promise<void> {
  const top = await mkdtemp(path.join(tmpdir(), "groundwork-same-"));
  const env = { ...process.env, DOCKER_HOST: (await connectEngine()).facts.endpoint };
  try {
    await groundwork(await gradeArgs(top, "local"), env);
    await inShards(top, env);
    await onWorkers(top, env);
    const local = await marksIn(path.join(top, "local"));
    for (const out of ["shards", "workers"]) {
      const isSame = (await marksIn(path.join(top, out))) === local;
      console.log(
        `local and ${out}: ${isSame ? `the same ${local.length} bytes of marks` : "DIFFERENT marks"}`,
      );
      if (!isSame) process.exitCode = 1;
    }
  } finally {
    await rm(top, { recursive: true, force: true });
  }
}

if (values.help) console.log(HELP);
else await main();
