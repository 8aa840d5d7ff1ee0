import { freemem, availableParallelism } from "node:os";
import type { Engine } from "../../engine/types.ts";
import { ensureBases } from "../../bases/ensure.ts";
import type { Executor } from "../../grade/executors/executor.ts";
import { localExecutor } from "../../grade/executors/local.ts";
import { queueExecutor } from "../../grade/executors/queue/coordinator.ts";
import { runOf } from "../../grade/executors/queue/run.ts";
import type { Shard } from "../../grade/executors/shard/split.ts";
import type { Assigned } from "../../grade/grade/assigned.ts";
import { graderVersion } from "../../grade/grade/version.ts";
import type { Again } from "../../grade/grade/plan.ts";
import {
  gradeInto,
  gradeShardInto,
  type SessionRequest,
  type ShardResult,
} from "../../grade/grade/session.ts";
import type { GradeEvent } from "../../grade/grade/teller.ts";
import { openSandboxClass } from "../../grade/sandbox/index.ts";
import type { Keyed, TakenClass } from "../../grade/schema/class.ts";
import { stateDir } from "../../state.ts";
import { EXIT } from "../exit.ts";
import { interruptSignal } from "../interrupt.ts";
import { print, type JsonOption } from "../output.ts";
import { progress } from "../progress.ts";
import { placesOf, type QueueOptions } from "./queue-flags.ts";
import { reportMarks } from "./report.ts";

/** Bytes of memory that a sandbox may come to want, with its engine. */
const SANDBOX_BYTES = 2e9;

/** As many hand-ins at a time as this machine has cores and free memory for. */
export function defaultJobs(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / SANDBOX_BYTES)));
}

export const EVENTS_FLAG = [
  "--events",
  "progress as JSON on stderr, one event a line, in place of sentences; names no student",
] as const;

export interface RunOptions extends JsonOption {
  readonly events?: boolean;
}

export interface RunRequest {
  readonly out: string;
  readonly assigned: Assigned;
  readonly taken: TakenClass;
  readonly executor: Executor;
  readonly overrides?: string;
  readonly only: (submission: Keyed) => boolean;
  readonly again: Again;
}

/** Grades what is to be graded, and tells how the class stands. */
export async function gradeAndReport(request: RunRequest, options: RunOptions): Promise<void> {
  const { marked, graded, known } = await gradeInto(sessionOf(request, options));
  progress(`${graded} graded now, ${known} were graded before.`);
  reportMarks(marked.marks, request.taken, request.out, options);
}

/** Grades one shard, and says how to join it with the others. */
export async function gradeShardAndReport(
  request: RunRequest,
  shard: Shard,
  options: RunOptions,
): Promise<void> {
  const result = await gradeShardInto(sessionOf(request, options), shard);
  print({ format: "groundwork.shard-result/1", ...result }, shardText(result, request.out), options);
  if (result.notGradable > 0) process.exitCode = EXIT.fault;
}

function shardText({ shard, graded, known, notGradable }: ShardResult, out: string): string {
  const left =
    notGradable === 0
      ? []
      : [
          `${notGradable} could not be graded, through no fault of the students; the same command tries these again.`,
        ];
  return [
    `Shard ${shard.index} of ${shard.of}: ${graded} graded now, ${known} were graded before.`,
    ...left,
    `No marks yet: they take all ${shard.of} shards. npx groundwork grade merge ${out} ... --out FOLDER`,
  ].join("\n");
}

function sessionOf(request: RunRequest, { events }: RunOptions): SessionRequest {
  return {
    ...request,
    overrides: request.overrides ?? null,
    grader: graderVersion(),
    signal: interruptSignal,
    onProgress: events ? () => undefined : progress,
    ...(events ? { onEvent: printEvent } : {}),
  };
}

function printEvent(event: GradeEvent): void {
  process.stderr.write(`${JSON.stringify(event)}\n`);
}

/** Grades here, in sandboxes of this machine's engine. */
function executorHere(
  assigned: Assigned,
  engine: Engine,
  jobs: number,
  onProgress: (line: string) => void,
): Executor {
  const { bases, programs, limits, labs } = assigned;
  const signal = interruptSignal;
  return localExecutor({
    ...{ labs, jobs, signal, grader: graderVersion(), submissionMs: limits.submissionSeconds * 1000 },
    openSandboxes: () =>
      openSandboxClass({ engine, bases, programs, limits, stateDir: stateDir(), signal, onProgress }),
  });
}

export const EXECUTORS = ["local", "bullmq"] as const;
export type ExecutorName = (typeof EXECUTORS)[number];

export interface ExecutorRequest extends QueueOptions {
  readonly executor: ExecutorName;
  readonly jobs: number;
  readonly out: string;
  readonly assigned: Assigned;
  readonly engine: Engine;
  /** Everything that was named is to be graded again, whatever answers are there from before. */
  readonly afresh: boolean;
  readonly events?: boolean;
  readonly onProgress: (line: string) => void;
}

/** The executor that was asked for. Throws BadInput for a half-told one; StoreFault where the store can't be used. */
export async function executorFor(request: ExecutorRequest): Promise<Executor> {
  const { executor, assigned, engine, jobs, onProgress, events } = request;
  if (executor === "local") return executorHere(assigned, engine, jobs, onProgress);
  const { redis, store } = placesOf(request);
  const [grader, signal] = [graderVersion(), interruptSignal];
  const resolved = await ensureBases(engine, assigned.bases, { stateDir: stateDir(), signal, onProgress });
  const bases = Object.fromEntries(resolved.map(({ id, digest }) => [id, digest]));
  const run = await runOf({ out: request.out, assigned, bases, grader, store });
  const onEvent = events ? { onEvent: printEvent } : {};
  return queueExecutor({
    redis,
    store,
    run,
    labs: assigned.labs,
    afresh: request.afresh,
    grader,
    signal,
    onProgress,
    ...onEvent,
  });
}
