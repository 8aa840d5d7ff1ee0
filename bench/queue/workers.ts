import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { PROJECT_DIR } from "../../workbench/project.ts";
import type { MadeClass } from "../grade/made.ts";
import { timesIn, type GradedTimes } from "./graded.ts";

const MAIN = path.join(PROJECT_DIR, "workbench", "cli", "main.ts");

export interface Place {
  readonly redis: string;
  readonly store: string;
  readonly onProgress: (line: string) => void;
}

/** Grades a class on this machine alone, one hand-in after the other. */
export async function gradeAlone(made: MadeClass, out: string, { onProgress }: Place): Promise<GradedTimes> {
  await command([...argsOf(made, out), "--jobs", "1"], await envOf(null), onProgress);
  return timesIn(out);
}

/**
 * Grades a class on so many workers of this machine, each a process of its own that opens engines of its own and grades one
 * hand-in at a time. They are ready before the class is handed to them.
 */
export async function gradeOnWorkers(
  made: MadeClass,
  out: string,
  count: number,
  place: Place,
): Promise<GradedTimes> {
  const env = await envOf(place);
  const workers = Array.from({ length: count }, (_, at) => startWorker(`bench-${count}-${at + 1}`, env));
  try {
    await command([...argsOf(made, out), "--executor", "bullmq"], env, place.onProgress);
  } finally {
    for (const worker of workers) worker.kill("SIGTERM");
    await Promise.all(workers.map((worker) => once(worker, "close")));
  }
  return timesIn(out);
}

function argsOf({ handIns, assignment, roster }: MadeClass, out: string): string[] {
  return ["grade", handIns, "--assignment", assignment, "--roster", roster, "--out", out, "--json"];
}

async function envOf(place: Place | null): Promise<NodeJS.ProcessEnv> {
  const engine = await connectEngine();
  const queue = place === null ? {} : { GROUNDWORK_REDIS: place.redis, GROUNDWORK_STORE: place.store };
  return { ...process.env, DOCKER_HOST: engine.facts.endpoint, ...queue };
}

function startWorker(name: string, env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [MAIN, "worker", "--name", name, "--jobs", "1"], { env, stdio: "ignore" });
}

/** Runs a command of ours. Throws with what it said where it could not grade. */
async function command(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  onProgress: (line: string) => void,
): Promise<void> {
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    for (const line of chunk.toString().split("\n")) if (line.includes(" graded")) onProgress(line);
  });
  await once(child, "close");
  if (child.exitCode !== 0)
    throw new Error(`groundwork ${args.join(" ")} ended with ${child.exitCode}:\n${said}`);
}
