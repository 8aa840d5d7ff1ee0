import { randomBytes } from "node:crypto";
import type { Lab } from "../../lab/load.ts";
import { overall, score } from "../../lab/score.ts";
import type { LabResult } from "../../lab/results.ts";
import type { Sandbox } from "../sandbox/index.ts";
import type { Keyed } from "../schema/class.ts";
import type { Runners } from "./runners.ts";
import { BuildTail } from "./tail.ts";
import type { Passed, TaskMemory } from "./task-memory.ts";
import type { Seen } from "./verdict.ts";

/** Beyond the sandbox's own end: an engine that is gone is noticed within this. */
const GRACE_MS = 60_000;

export interface AttemptRequest {
  readonly submission: Keyed;
  readonly lab: Lab;
  /** The instructor's own tests of the same lab; null: there are none. */
  readonly privateLab: Lab | null;
  readonly learner: string;
  readonly open: () => Promise<Sandbox>;
  readonly runners: Runners;
  /** What has passed before with the same files. */
  readonly memory: TaskMemory;
  readonly submissionMs: number;
  readonly signal: AbortSignal;
}

export interface Attempted extends Seen {
  /** Tasks that were not run, since they had passed before; the key of the grade that each was run for. */
  readonly taken: Readonly<Record<string, string>>;
  readonly seed: string;
  readonly buildTail: string[];
}

/** One attempt in a sandbox of its own. Throws only when it was called off: every fault is a value. */
export async function attempt(request: AttemptRequest): Promise<Attempted> {
  const seed = randomBytes(8).toString("hex");
  const tail = new BuildTail();
  const { memory, submission, lab } = request;
  const known = memory.known(submission, lab);
  const taken = Object.fromEntries([...known].map(([id, { key }]) => [id, key]));
  try {
    await using sandbox = await request.open();
    const { result, fault } = await checkIn(sandbox, seed, tail, known, request);
    request.signal.throwIfAborted();
    const seen = { result, fault, breaches: await sandbox.breaches() };
    memory.learn(submission, lab, seen);
    return { ...seen, taken, seed, buildTail: tail.lines };
  } catch (error) {
    request.signal.throwIfAborted();
    return { result: null, breaches: [], fault: String(error), taken: {}, seed, buildTail: tail.lines };
  }
}

async function checkIn(
  sandbox: Sandbox,
  seed: string,
  tail: BuildTail,
  known: ReadonlyMap<string, Passed>,
  { submission, lab, privateLab, learner, runners, submissionMs, signal }: AttemptRequest,
): Promise<Omit<Seen, "breaches">> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(submissionMs + GRACE_MS)]);
  const common = {
    target: { kind: "hand-in", path: submission.dir } as const,
    place: sandbox,
    seed,
    learner,
    signal: deadline,
  };
  try {
    const task = lab.manifest.tasks.map(({ id }) => id).filter((id) => !known.has(id));
    const result = await runners.use(lab, (runner) =>
      runner.check({ ...common, task, onEvent: (event) => tail.take(event) }),
    );
    // What the instructor's own tests build is not shown: it could tell what they look for.
    const more = privateLab && (await runners.use(privateLab, (runner) => runner.check(common)));
    return { result: joined(lab, result, known, more), fault: null };
  } catch (error) {
    return { result: null, fault: String(error) };
  }
}

/** The lab's own tasks in their order, run now or known before, and the instructor's after them. */
function joined(
  { manifest }: Lab,
  result: LabResult,
  known: ReadonlyMap<string, Passed>,
  more: LabResult | null,
): LabResult {
  const own = manifest.tasks.flatMap(
    ({ id }) => result.tasks.find((each) => each.id === id) ?? known.get(id)?.task ?? [],
  );
  const tasks = [...own, ...(more?.tasks ?? [])];
  const durationMs = result.durationMs + (more?.durationMs ?? 0);
  return { ...result, durationMs, tasks, verdict: overall(tasks), score: score(tasks) };
}
