import { createHash } from "node:crypto";
import { inputsOf, topOf } from "../../lab/inputs.ts";
import type { Lab } from "../../lab/load.ts";
import type { TaskResult } from "../../lab/results.ts";
import { variantOf } from "../../lab/variant.ts";
import type { Keyed } from "../schema/class.ts";
import type { Seen } from "./verdict.ts";

/** A task that has passed, and the key of the grade for which it was run. */
export interface Passed {
  readonly task: TaskResult;
  readonly key: string;
}

/**
 * The tasks that have passed in this session, by the files that decide about them. In a class most parts of most hand-ins
 * are somebody else's too; what has passed once with the same files is not built again. Only what has passed in a sandbox
 * where no limit was met is remembered: nobody fails by another's run, and a hand-in that breaks out of bounds lends
 * nothing. A new session begins without memory, so `regrade` really grades.
 */
export class TaskMemory {
  readonly #passed = new Map<string, Passed>();

  /** What is known of a hand-in, by task. Never all of it: something of each hand-in is run. */
  known(submission: Keyed, lab: Lab): ReadonlyMap<string, Passed> {
    const found = lab.manifest.tasks.flatMap(({ id }) => {
      const passed = this.#passed.get(keyOf(submission, lab, id));
      return passed ? [[id, passed] as const] : [];
    });
    return new Map(found.length === lab.manifest.tasks.length ? [] : found);
  }

  /** Remembers what has passed, unless a limit was met. */
  learn(submission: Keyed, lab: Lab, { result, breaches, fault }: Seen): void {
    if (result === null || fault !== null || breaches.length > 0) return;
    for (const { id } of lab.manifest.tasks) {
      const task = result.tasks.find((each) => each.id === id);
      const key = keyOf(submission, lab, id);
      if (task?.verdict === "pass" && !this.#passed.has(key))
        this.#passed.set(key, { task, key: submission.key });
    }
  }
}

/** Of one task of one hand-in. Tests, limits and bases are the same for a whole session. */
function keyOf({ files, learner }: Keyed, { manifest }: Lab, task: string): string {
  const inputs = inputsOf(manifest, task);
  const decisive = files
    .filter((file) => inputs === null || inputs.has(topOf(file.path)))
    .map((file) => [file.path, file.sha256])
    .toSorted();
  const all = [manifest.id, task, variantOf(manifest, learner), decisive];
  return createHash("sha256").update(JSON.stringify(all)).digest("hex");
}
