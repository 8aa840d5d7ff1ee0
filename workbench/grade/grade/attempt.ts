import { randomBytes } from "node:crypto";
import type { Lab } from "../../lab/load.ts";
import { overall, score } from "../../lab/score.ts";
import type { LabResult } from "../../lab/results.ts";
import type { Sandbox } from "../sandbox/index.ts";
import type { Submission } from "../schema/submission.ts";
import type { Runners } from "./runners.ts";
import { BuildTail } from "./tail.ts";
import type { Seen } from "./verdict.ts";

/** Beyond the sandbox's own end: an engine that is gone is noticed within this. */
const GRACE_MS = 60_000;

export interface AttemptRequest {
  readonly submission: Submission;
  readonly lab: Lab;
  /** The instructor's own tests of the same lab; null: there are none. */
  readonly privateLab: Lab | null;
  readonly learner: string;
  readonly open: () => Promise<Sandbox>;
  readonly runners: Runners;
  readonly submissionMs: number;
  readonly signal: AbortSignal;
}

export interface Attempted extends Seen {
  readonly seed: string;
  readonly buildTail: string[];
}

/** One attempt in a sandbox of its own. Throws only when it was called off: every fault is a value. */
export async function attempt(request: AttemptRequest): Promise<Attempted> {
  const seed = randomBytes(8).toString("hex");
  const tail = new BuildTail();
  try {
    await using sandbox = await request.open();
    const seen = await checkIn(sandbox, seed, tail, request);
    request.signal.throwIfAborted();
    return { ...seen, breaches: await sandbox.breaches(), seed, buildTail: tail.lines };
  } catch (error) {
    request.signal.throwIfAborted();
    return { result: null, breaches: [], fault: String(error), seed, buildTail: tail.lines };
  }
}

async function checkIn(
  sandbox: Sandbox,
  seed: string,
  tail: BuildTail,
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
    const result = await runners.use(lab, (runner) =>
      runner.check({ ...common, onEvent: (event) => tail.take(event) }),
    );
    // What the instructor's own tests build is not shown: it could tell what they look for.
    const more = privateLab && (await runners.use(privateLab, (runner) => runner.check(common)));
    return { result: joined(result, more), fault: null };
  } catch (error) {
    return { result: null, fault: String(error) };
  }
}

/** The instructor's tasks after the lab's own. */
function joined(result: LabResult, more: LabResult | null): LabResult {
  const tasks = [...result.tasks, ...(more?.tasks ?? [])];
  const durationMs = result.durationMs + (more?.durationMs ?? 0);
  return { ...result, durationMs, tasks, verdict: overall(tasks), score: score(tasks) };
}
