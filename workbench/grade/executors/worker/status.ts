import type { Grade } from "../../schema/grade.ts";
import type { Heartbeat } from "../queue/schema.ts";

/** What is told of each grade; metrics listen. */
export interface StatusListener {
  graded(grade: Grade): void;
  fault(): void;
}

type Trouble = "sandbox" | "store";

/** How this worker is, at any moment. */
export class Status {
  readonly name: string;
  readonly #version: string;
  readonly #jobs: number;
  readonly #unfit = new Map<string, string>();
  readonly #listener: StatusListener;
  /** What is wrong, by what it is wrong with: a store that is back heals no sandbox. */
  readonly #troubles = new Map<Trouble, string>();
  #run: string | null = null;
  #isPreparing = false;
  #isDraining = false;
  #running = 0;
  #done = 0;
  #faults = 0;

  constructor(name: string, version: string, jobs: number, listener: StatusListener) {
    this.name = name;
    this.#version = version;
    this.#jobs = jobs;
    this.#listener = listener;
  }

  preparing(run: string): void {
    [this.#run, this.#isPreparing] = [run, true];
  }

  serving(run: string): void {
    [this.#run, this.#isPreparing] = [run, false];
    this.#unfit.delete(run);
  }

  left(): void {
    [this.#run, this.#isPreparing] = [null, false];
  }

  unfitFor(run: string, why: string): void {
    this.#unfit.set(run, why);
    this.left();
  }

  get unfit(): ReadonlySet<string> {
    return new Set(this.#unfit.keys());
  }

  /** Classes that are over are forgotten; those that are unfit are tried again when asked to. */
  forgetUnfit(): void {
    this.#unfit.clear();
  }

  began(): void {
    this.#running += 1;
  }

  ended(grade: Grade): void {
    this.#running -= 1;
    this.#done += 1;
    this.#listener.graded(grade);
  }

  failed(): void {
    this.#running -= 1;
    this.#faults += 1;
    this.#listener.fault();
  }

  sick(what: Trouble, why: string): void {
    this.#troubles.set(what, why);
  }

  well(what: Trouble): void {
    this.#troubles.delete(what);
  }

  draining(): void {
    this.#isDraining = true;
  }

  get running(): number {
    return this.#running;
  }

  /** What others are told. */
  get heartbeat(): Heartbeat {
    return {
      format: "groundwork.worker/1",
      ...{ name: this.name, version: this.#version, jobs: this.#jobs },
      state: this.#state(),
      why: this.#troubles.size === 0 ? null : [...this.#troubles.values()].join(" "),
      run: this.#run,
      unfit: Object.fromEntries(this.#unfit),
      ...{ running: this.#running, done: this.#done, faults: this.#faults },
    };
  }

  #state(): Heartbeat["state"] {
    if (this.#isDraining) return "draining";
    if (this.#troubles.size > 0) return "sick";
    if (this.#isPreparing) return "starting";
    if (this.#running > 0) return "working";
    return this.#run === null && this.#unfit.size > 0 ? "unfit" : "idle";
  }
}
