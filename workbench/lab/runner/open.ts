import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { newRunId, sweep } from "../../engine/scope.ts";
import type { Engine } from "../../engine/types.ts";
import type { LabEvent } from "../events.ts";
import type { Provided } from "../kit/provided.ts";
import type { Lab } from "../load.ts";
import { prepareCast, type Cast } from "../prepare.ts";
import { LEARNER_BASE } from "../kit/learner-container.ts";
import { labResultSchema, type LabResult, type TaskResult } from "../results.ts";
import { labRevision } from "../revision.ts";
import { overall, score } from "../score.ts";
import { learnerOf, prepareTarget, type PreparedTarget, type Target } from "../target.ts";
import { variantOf } from "../variant.ts";
import { basesOf } from "../wanted.ts";
import { TaskCollector } from "./collect.ts";
import { tasksToTry } from "./tasks.ts";
import { RunTeller } from "./teller.ts";
import { LabVitest } from "./vitest.ts";

/** Milliseconds in which an engine ends what it was doing for a client that went away. */
const SETTLE_MS = 500;

/** An engine for one check, with what it holds: nothing is pulled, built or loaded into it before the check. */
export interface Place {
  readonly engine: Engine;
  readonly cast: Cast;
}

export interface CheckRequest {
  readonly target: Target;
  /** Where to check, in place of the runner's own engine: a grader has another one for each hand-in. */
  readonly place?: Place;
  /** Decides what varies; a new one for each run unless given. */
  readonly seed?: string;
  /** Whose variant of the lab; where it is not given, the hand-in says it, and for the lab's own files it is the seed. */
  readonly learner?: string;
  /** Only this task, or these, with what they need; all of them when none is named. */
  readonly task?: string | readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (line: string) => void;
  readonly onTask?: (result: TaskResult) => void;
  /** Takes everything that happens, in order, while it happens. */
  readonly onEvent?: (event: LabEvent) => void;
}

/** Checks hand-ins of one lab, again and again; what takes long to start is kept until it is disposed. */
export interface LabRunner extends AsyncDisposable {
  /**
   * Runs the lab's tests on a hand-in and returns the result; nothing of the run is left in the engine, whatever
   * happens. A hand-in that fails is a result. Throws BadInput when the target is not there. One check at a time: the
   * next one waits.
   */
  check(request: CheckRequest): Promise<LabResult>;
  /** Settles when nothing runs and the next check can begin at once. */
  ready(): Promise<void>;
}

/**
 * Opens a runner for one lab; returns at once, and gets warm while nobody waits. With null for its engine, each check has
 * to name its place.
 */
export function openRunner(lab: Lab, engine: Engine | null): LabRunner {
  const vitest = new LabVitest(lab, engine?.facts ?? null);
  let last: Promise<unknown> = Promise.resolve();
  let closing = false;
  return {
    check(request) {
      const used = request.place?.engine ?? engine;
      if (!used) throw new Error("A runner without an engine of its own has to be told where to check.");
      const result = last.then(() => check({ lab, engine: used, vitest, request }));
      last = result.catch(() => undefined);
      // Not before the one who waits for the result has it, and not for one who then closes.
      void last.then(() => setImmediate(() => closing || vitest.prepare()));
      return result;
    },
    async ready() {
      await last;
      await vitest.ready();
    },
    async [Symbol.asyncDispose]() {
      closing = true;
      await last;
      await vitest[Symbol.asyncDispose]();
    },
  };
}

interface Checking {
  readonly lab: Lab;
  readonly engine: Engine;
  readonly vitest: LabVitest;
  readonly request: CheckRequest;
}

async function check({ lab, engine, vitest, request }: Checking): Promise<LabResult> {
  const signal = request.signal ?? new AbortController().signal;
  const runId = newRunId();
  const teller = new RunTeller(runId, request.onEvent);
  const revision = await labRevision(lab.dir);
  const seed = request.seed ?? randomBytes(8).toString("hex");
  const learner = await learnerOf(lab, request.target, request.learner, seed);
  await using target = await prepareTarget(lab, request.target, learner);
  const tasks = tasksToTry(lab.manifest, request.task);
  teller.started(lab, target.name, tasks);
  const cast = await castOf(lab, engine, target, request, teller);
  const collector = new TaskCollector(tasks, {
    onEvent: (event) => teller.bench(event),
    onTask: (result) => {
      if (!signal.aborted) teller.taskEnded(result);
      request.onTask?.(result);
    },
  });
  const variant = variantOf(lab.manifest, learner);
  const about = { runId, seed, variant, targetDir: target.dir, tasks: tasks.map((task) => task.id) };
  try {
    const faults = await vitest.run(revision, provided(about, lab, engine, cast), collector, signal);
    const result = labResult(
      { lab, engine, cast, revision, teller, target: target.name },
      collector.finish(faults),
    );
    // Before anything is tidied up: somebody waits for it.
    if (!signal.aborted) teller.ended(result);
    return result;
  } finally {
    await vitest.end();
    // An engine that has gone away takes no result with it.
    await sweepRun(engine, runId, signal.aborted).catch((error: unknown) =>
      request.onProgress?.(left(error)),
    );
    if (signal.aborted) teller.cancelled();
  }
}

function left(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `what this run has left in the engine could not be removed (${why}); npx groundwork clean does it later`;
}

/** Removes what a run has left in the engine, also what comes late because the run was called off. */
async function sweepRun(engine: Engine, runId: string, calledOff: boolean): Promise<void> {
  // The engine may still be finishing a build when the one who asked for it is gone.
  const settling = calledOff ? setTimeout(SETTLE_MS) : null;
  await sweep(engine, runId);
  await settling;
  if (settling) await sweep(engine, runId);
}

async function castOf(
  lab: Lab,
  engine: Engine,
  target: PreparedTarget,
  { place, signal, onProgress }: CheckRequest,
  teller: RunTeller,
): Promise<RunCast> {
  const bases = [...new Set([...lab.manifest.bases, ...(await basesOf(target.dir))])];
  // What the place does not hold is not to be had: the engine says so when a Dockerfile names it.
  if (place) {
    const held = place.cast.bases;
    const learnerImage = held.find(({ id }) => id === LEARNER_BASE)?.image ?? null;
    return { ...place.cast, bases: held.filter(({ id }) => bases.includes(id)), learnerImage };
  }
  const cast = await prepareCast(
    engine,
    { bases, programs: lab.manifest.programs },
    {
      ...(signal ? { signal } : {}),
      onProgress: (line) => {
        teller.preparing(line);
        onProgress?.(line);
      },
    },
  );
  return { ...cast, learnerImage: null };
}

/** The cast of one run, and the image in which learners' functions run when they are graded. */
interface RunCast extends Cast {
  readonly learnerImage: string | null;
}

type About = Pick<Provided, "variant" | "runId" | "seed" | "targetDir" | "tasks">;

function provided(about: About, lab: Lab, engine: Engine, cast: RunCast): Provided {
  const programs = cast.programs.map(
    ({ id, path: file }) => [id, { image: cast.programImages[id] ?? "", path: file }] as const,
  );
  return {
    ...about,
    endpoint: engine.facts.endpoint,
    foundBy: engine.facts.foundBy,
    confinement: engine.confinement ?? null,
    learnerImage: cast.learnerImage,
    manifest: lab.manifest,
    bases: [...cast.bases],
    programs: Object.fromEntries(programs),
  };
}

interface Ran {
  readonly lab: Lab;
  readonly engine: Engine;
  readonly cast: Cast;
  readonly revision: string;
  readonly teller: RunTeller;
  readonly target: string;
}

function labResult({ lab, engine, cast, revision, teller, target }: Ran, tasks: TaskResult[]): LabResult {
  const { product, version, platform, builder } = engine.facts;
  return labResultSchema.parse({
    format: "groundwork.result/1",
    lab: lab.manifest.id,
    title: lab.manifest.title,
    revision,
    target,
    startedAt: teller.startedAt.toISOString(),
    durationMs: Date.now() - teller.startedAt.getTime(),
    verdict: overall(tasks),
    score: score(tasks),
    engine: { product, version, platform, builder },
    bases: [...cast.bases],
    tasks,
  });
}
