import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { connectEngine } from "../../engine/connect.ts";
import { Metrics } from "../../grade/executors/worker/metrics.ts";
import { Status } from "../../grade/executors/worker/status.ts";
import { work } from "../../grade/executors/worker/work.ts";
import { graderVersion } from "../../grade/grade/version.ts";
import { wholeNumber } from "../arguments.ts";
import { interruptSignal, onSecondInterrupt } from "../interrupt.ts";
import { JSON_FLAG, print, type JsonOption } from "../output.ts";
import { progress } from "../progress.ts";
import { requireFit, RISK_FLAG } from "./fit.ts";
import { placesOf, REDIS_CA_FLAG, REDIS_FLAG, STORE_FLAG, type QueueOptions } from "./queue-flags.ts";
import { defaultJobs } from "./run.ts";

interface WorkerOptions extends QueueOptions, JsonOption {
  readonly jobs: number;
  readonly name: string;
  readonly metrics?: Listen;
  readonly lockSeconds: number;
  readonly acceptRisk?: string;
}

interface Listen {
  readonly host: string;
  readonly port: number;
}

/** `groundwork worker`: grades hand-ins of whatever class is in the queue. */
export function workerCommand(): Command {
  return new Command("worker")
    .option(...REDIS_FLAG)
    .option(...REDIS_CA_FLAG)
    .option(...STORE_FLAG)
    .option(
      "--jobs <n>",
      "hand-ins graded at a time (default: as many as this machine has room for)",
      wholeNumber,
      defaultJobs(),
    )
    .option(
      "--name <name>",
      "what it is called where it is watched",
      workerName,
      `${plainHost()}-${randomBytes(2).toString("hex")}`,
    )
    .option(
      "--metrics <port>",
      "serve metrics for Prometheus on 127.0.0.1:PORT/metrics, or on HOST:PORT",
      listen,
    )
    .option(
      "--lock-seconds <n>",
      "when it falls silent, others take over what it had after so long",
      wholeNumber,
      30,
    )
    .option(...RISK_FLAG)
    .option(...JSON_FLAG)
    .addHelpText("after", HELP)
    .action(worker);
}

const HELP = `
Start one on each machine, and on the instructor's: npx groundwork grade ... --executor bullmq
Each machine needs the same version of Groundwork, Linux, root and an engine: npx groundwork doctor --grading
It takes hand-ins until it is stopped. Ctrl-C or SIGTERM: it finishes what it has begun, then ends with exit code 0. Twice:
what it has begun goes back into the queue. It knows no names of students.`;

async function worker(options: WorkerOptions): Promise<void> {
  const { redis, store } = placesOf(options);
  await requireFit(options.acceptRisk);
  const stop = new AbortController();
  onSecondInterrupt(() => stop.abort(new Error("stopped")));
  const metrics = new Metrics();
  const status = new Status(options.name, graderVersion(), options.jobs, metrics);
  metrics.watch(status);
  await using listening = options.metrics ? await metrics.serve(options.metrics) : null;
  if (listening && options.metrics)
    progress(`metrics: http://${options.metrics.host}:${listening.port}/metrics`);
  const engine = await connectEngine({ onProgress: progress, signal: interruptSignal });
  const { jobs, lockSeconds } = options;
  const shared = { redis, store, engine, status, jobs, lockSeconds, grader: graderVersion() };
  await work({ ...shared, drain: interruptSignal, stop: stop.signal, onProgress: progress });
  const { name, done: graded, faults } = status.heartbeat;
  const text = `${name} has ended: ${graded} graded, ${faults} attempts failed through no fault of a hand-in`;
  print({ format: "groundwork.worker-result/1", name, graded, faults }, text, options);
}

function plainHost(): string {
  return (
    hostname()
      .replace(/[^\w.-]+/g, "-")
      .slice(0, 40) || "worker"
  );
}

function workerName(text: string): string {
  if (/^[\w.-]{1,60}$/.test(text)) return text;
  throw new InvalidArgumentError("Letters, digits and . _ - only, sixty at most.");
}

function listen(text: string): Listen {
  const [, host = "127.0.0.1", digits = ""] = /^(?:(.+):)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits || "NaN");
  if (Number.isInteger(port) && port <= 65_535) return { host, port };
  throw new InvalidArgumentError("Give a port, or HOST:PORT.");
}
