import type { Lab } from "../../lab/load.ts";
import { openRunner, type LabRunner } from "../../lab/runner/open.ts";

/** Warm runners: as many of a lab as hand-ins of it are checked at a time, and none longer than its lab is graded. */
export class Runners implements AsyncDisposable {
  readonly #idle = new Map<string, LabRunner[]>();

  /** Lends a runner of this lab to the work; of one lab's tests, one runs at a time in it. */
  async use<Value>(lab: Lab, work: (runner: LabRunner) => Promise<Value>): Promise<Value> {
    const runner = this.#idle.get(lab.dir)?.pop() ?? openRunner(lab, null);
    try {
      return await work(runner);
    } finally {
      this.#idle.set(lab.dir, [...(this.#idle.get(lab.dir) ?? []), runner]);
    }
  }

  /** Ends the idle runners of every other lab. */
  async keepOnly(dirs: readonly string[]): Promise<void> {
    const ended = [...this.#idle].filter(([dir]) => !dirs.includes(dir));
    for (const [dir] of ended) this.#idle.delete(dir);
    await Promise.all(ended.flatMap(([, runners]) => runners.map((each) => each[Symbol.asyncDispose]())));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.keepOnly([]);
  }
}
