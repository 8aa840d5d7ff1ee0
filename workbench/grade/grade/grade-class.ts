import PQueue from "p-queue";
import { EngineFault } from "../../engine/errors.ts";
import type { JournalWriter } from "../journal/journal.ts";
import type { SandboxClass } from "../sandbox/index.ts";
import type { Grade } from "../schema/grade.ts";
import type { Keyed } from "../schema/class.ts";
import type { GradedLab } from "./assigned.ts";
import { attempt } from "./attempt.ts";
import { inWords, remainingMs } from "./estimate.ts";
import { Runners } from "./runners.ts";
import { TaskMemory } from "./task-memory.ts";
import { attemptsFor, judge } from "./verdict.ts";

/** So many hand-ins one after the other that could not be graded are no accident of one of them. */
const FAULTS_IN_A_ROW = 5;

export interface GradeClassRequest {
  /** What is to be graded, by lab; see planOf. */
  readonly plan: readonly Keyed[];
  readonly labs: ReadonlyMap<string, GradedLab>;
  readonly journal: Pick<JournalWriter, "append">;
  /** Opens the sandboxes, once there is something to build. */
  readonly openSandboxes: () => Promise<SandboxClass>;
  readonly submissionMs: number;
  readonly jobs: number;
  readonly grader: string;
  readonly signal: AbortSignal;
  readonly onProgress: (line: string) => void;
}

/**
 * Grades what is planned and writes each grade down before the next begins. Nothing is built before the canary has proved
 * the sandbox. Throws EngineFault where it does not hold, or where nothing can be graded; what was written down stays.
 */
export async function gradeClass(request: GradeClassRequest): Promise<void> {
  const { plan, journal, signal } = request;
  const rejected = plan.filter((each) => each.findings.length > 0);
  for (const each of rejected) await journal.append({ kind: "grade", grade: rejection(each, request) });
  const built = plan.filter((each) => each.findings.length === 0);
  if (built.length === 0) return;
  signal.throwIfAborted();
  await using sandboxes = await request.openSandboxes();
  const canary = await sandboxes.canary();
  if (!canary.ok) throw new EngineFault(canary.text, "Nothing was graded.");
  await new Grading(request, sandboxes, built).run();
}

function rejection(submission: Keyed, { grader }: GradeClassRequest): Grade {
  return {
    ...about(submission, grader),
    verdict: "rejected",
    result: null,
    findings: submission.findings,
    breaches: [],
    buildTail: [],
    fault: null,
    seed: null,
    attempts: 0,
    durationMs: 0,
  };
}

function about(
  { key, pseudonym, lab, digest }: Keyed,
  grader: string,
): Pick<Grade, "format" | "key" | "pseudonym" | "lab" | "submission" | "gradedAt" | "grader"> {
  const gradedAt = new Date().toISOString();
  return { format: "groundwork.grade/1", key, pseudonym, lab, submission: digest, gradedAt, grader };
}

class Grading {
  readonly #request: GradeClassRequest;
  readonly #sandboxes: SandboxClass;
  readonly #todo: readonly Keyed[];
  readonly #started = performance.now();
  /** Aborted by the user, or when there is no sense in going on. */
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  readonly #memory = new TaskMemory();
  #done = 0;
  #faults = 0;

  constructor(request: GradeClassRequest, sandboxes: SandboxClass, todo: readonly Keyed[]) {
    this.#request = request;
    this.#sandboxes = sandboxes;
    this.#todo = todo;
    this.#signal = AbortSignal.any([request.signal, this.#stop.signal]);
  }

  async run(): Promise<void> {
    await using runners = new Runners();
    const queue = new PQueue({ concurrency: this.#request.jobs });
    const all = this.#todo.map((each, at) =>
      queue.add(async () => {
        this.#signal.throwIfAborted();
        const grade = await this.#grade(each, runners);
        await this.#request.journal.append({ kind: "grade", grade });
        this.#tell(grade);
        await runners.keepOnly(this.#labsFrom(at));
      }),
    );
    const ended = await Promise.allSettled(all);
    const failed = ended.find((each) => each.status === "rejected");
    if (failed) throw failed.reason;
  }

  /** Folders of the tests that are still needed, of those that run now and those to come. */
  #labsFrom(at: number): string[] {
    const ids = new Set(this.#todo.slice(Math.max(0, at - this.#request.jobs)).map((each) => each.lab));
    return [...ids].flatMap((id) => {
      const { lab, privateLab } = this.#labOf(id);
      return [lab.dir, ...(privateLab ? [privateLab.dir] : [])];
    });
  }

  #labOf(id: string): GradedLab {
    const lab = this.#request.labs.get(id);
    if (!lab) throw new Error(`${id} is no lab of this assignment.`);
    return lab;
  }

  async #grade(submission: Keyed, runners: Runners): Promise<Grade> {
    const started = performance.now();
    for (let attempts = 1; ; attempts += 1) {
      const seen = await attempt({
        submission,
        ...this.#labOf(submission.lab),
        learner: submission.learner,
        open: () => this.#sandboxes.open(this.#signal),
        runners,
        memory: this.#memory,
        submissionMs: this.#request.submissionMs,
        signal: this.#signal,
      });
      const wasOurFault = seen.result === null || seen.result.verdict === "not-gradable";
      if (wasOurFault && attempts < attemptsFor(seen)) continue;
      return {
        ...about(submission, this.#request.grader),
        ...judge(seen),
        findings: [],
        breaches: [...seen.breaches],
        buildTail: seen.buildTail,
        seed: seen.seed,
        ...(Object.keys(seen.taken).length > 0 ? { taken: seen.taken } : {}),
        attempts,
        durationMs: Math.round(performance.now() - started),
      };
    }
  }

  #tell({ pseudonym, lab, verdict, fault }: Grade): void {
    this.#done += 1;
    const left = remainingMs(this.#done, this.#todo.length, performance.now() - this.#started);
    const rest = left === null || this.#done === this.#todo.length ? "" : `, about ${inWords(left)} left`;
    this.#request.onProgress(
      `${this.#done} of ${this.#todo.length} graded${rest}: ${lab}, ${pseudonym}: ${verdict}`,
    );
    this.#faults = verdict === "not-gradable" ? this.#faults + 1 : 0;
    if (this.#faults < FAULTS_IN_A_ROW) return;
    const why = `${FAULTS_IN_A_ROW} hand-ins in a row could not be graded. The last one: ${fault ?? "no reason"}`;
    this.#stop.abort(
      new EngineFault(why, "What is graded is kept. `groundwork doctor --grading` looks for the cause."),
    );
  }
}
