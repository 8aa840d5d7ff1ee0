import PQueue from "p-queue";
import { EngineFault } from "../../engine/errors.ts";
import type { GradedLab } from "../grade/assigned.ts";
import { gradeOnce } from "../grade/one.ts";
import { Runners } from "../grade/runners.ts";
import { TaskMemory } from "../grade/task-memory.ts";
import type { SandboxClass } from "../sandbox/index.ts";
import type { Keyed } from "../schema/class.ts";
import type { Grade } from "../schema/grade.ts";
import type { Executor, TakeGrade } from "./executor.ts";

/** So many hand-ins one after the other that could not be graded are no accident of one of them. */
const FAULTS_IN_A_ROW = 5;

export interface LocalOptions {
  readonly labs: ReadonlyMap<string, GradedLab>;
  /** Opens the sandboxes, once there is something to build. */
  readonly openSandboxes: () => Promise<SandboxClass>;
  readonly submissionMs: number;
  /** Hand-ins graded at a time. */
  readonly jobs: number;
  readonly grader: string;
  readonly signal: AbortSignal;
}

/** Grades on this machine's own engine. Nothing is built before the canary has proved the sandbox. */
export function localExecutor(options: LocalOptions): Executor {
  return {
    async grade(submissions, take) {
      options.signal.throwIfAborted();
      await using sandboxes = await options.openSandboxes();
      const canary = await sandboxes.canary();
      if (!canary.ok) throw new EngineFault(canary.text, "Nothing was graded.");
      await new Grading(options, sandboxes, submissions, take).run();
    },
  };
}

class Grading {
  readonly #options: LocalOptions;
  readonly #sandboxes: SandboxClass;
  readonly #todo: readonly Keyed[];
  readonly #take: TakeGrade;
  /** Aborted by the user, or when there is no sense in going on. */
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  readonly #memory = new TaskMemory();
  #faults = 0;

  constructor(options: LocalOptions, sandboxes: SandboxClass, todo: readonly Keyed[], take: TakeGrade) {
    this.#options = options;
    this.#sandboxes = sandboxes;
    this.#todo = todo;
    this.#take = take;
    this.#signal = AbortSignal.any([options.signal, this.#stop.signal]);
  }

  async run(): Promise<void> {
    await using runners = new Runners();
    const queue = new PQueue({ concurrency: this.#options.jobs });
    const all = this.#todo.map((each, at) =>
      queue.add(async () => {
        this.#signal.throwIfAborted();
        const grade = await this.#grade(each, runners);
        await this.#take(grade, null);
        this.#watchFaults(grade);
        await runners.keepOnly(this.#labsFrom(at));
      }),
    );
    const ended = await Promise.allSettled(all);
    const failed = ended.find((each) => each.status === "rejected");
    if (failed) throw failed.reason;
  }

  /** Folders of the tests that are still needed, of those that run now and those to come. */
  #labsFrom(at: number): string[] {
    const ids = new Set(this.#todo.slice(Math.max(0, at - this.#options.jobs)).map((each) => each.lab));
    return [...ids].flatMap((id) => {
      const { lab, privateLab } = this.#labOf(id);
      return [lab.dir, ...(privateLab ? [privateLab.dir] : [])];
    });
  }

  #labOf(id: string): GradedLab {
    const lab = this.#options.labs.get(id);
    if (!lab) throw new Error(`${id} is no lab of this assignment.`);
    return lab;
  }

  async #grade(submission: Keyed, runners: Runners): Promise<Grade> {
    const started = performance.now();
    for (let attempts = 1; ; attempts += 1) {
      const { grade, again } = await gradeOnce({
        submission,
        ...this.#labOf(submission.lab),
        learner: submission.learner,
        open: () => this.#sandboxes.open(this.#signal),
        runners,
        memory: this.#memory,
        submissionMs: this.#options.submissionMs,
        signal: this.#signal,
        attempts,
        grader: this.#options.grader,
      });
      if (!again) return { ...grade, durationMs: Math.round(performance.now() - started) };
    }
  }

  #watchFaults({ verdict, fault }: Grade): void {
    this.#faults = verdict === "not-gradable" ? this.#faults + 1 : 0;
    if (this.#faults < FAULTS_IN_A_ROW) return;
    const why = `${FAULTS_IN_A_ROW} hand-ins in a row could not be graded. The last one: ${fault ?? "no reason"}`;
    this.#stop.abort(
      new EngineFault(why, "What is graded is kept. `groundwork doctor --grading` looks for the cause."),
    );
  }
}
