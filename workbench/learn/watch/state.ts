import type { Failure, Verdict } from "../../lab/results.ts";
import type { Standing } from "../overview.ts";

/** One step of a build while it runs. */
export interface Step {
  readonly text: string;
  readonly step: number;
  readonly of: number;
  readonly cached: boolean;
  /** Milliseconds of the session's clock at which it began. */
  readonly sinceMs: number;
}

/** What is being done with the learner's files. */
export type Phase =
  | { readonly kind: "idle" }
  /** A file was saved; the check begins when no other save follows at once. */
  | { readonly kind: "queued" }
  | {
      readonly kind: "running";
      /** The task that is checked; null: all tasks of the lab. */
      readonly only: string | null;
      readonly sinceMs: number;
      /** What goes on, in words. */
      readonly doing: string;
      readonly step: Step | null;
      /** Steps of the build that goes on: taken from the cache, and done anew. */
      readonly cached: number;
      readonly built: number;
      /** The last lines that the step printed. */
      readonly output: readonly string[];
    }
  /** A check that is out of date is called off. */
  | { readonly kind: "stopping" };

/** How the last check of the task ended. */
export interface End {
  readonly verdict: Verdict;
  readonly failure: Failure | null;
  /** Milliseconds; null when the check was in an earlier session. */
  readonly durationMs: number | null;
}

export type Tone = "plain" | "title" | "good" | "bad" | "warn" | "quiet";

/** One line of text before it is broken to the width of a terminal. */
export interface Line {
  readonly text: string;
  readonly tone?: Tone;
  /** Columns before it, and before what of it goes on in the next row. */
  readonly indent?: number;
  /** Columns more before what goes on in the next row. */
  readonly hang?: number;
}

/** Text that the learner asked for: hints, a diff, the solution, the list. */
export interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
}

export interface TaskLine {
  readonly id: string;
  readonly title: string;
  readonly standing: Standing;
}

/** A file to edit. */
export interface FileLink {
  /** As it is typed in a terminal. */
  readonly shown: string;
  readonly url: string;
}

/** A question that waits for y or n. */
export type Question = "reset" | "solution" | "skip";

/** Everything that the watch screen shows. */
export interface WatchState {
  readonly lab: { readonly id: string; readonly title: string };
  readonly tasks: readonly TaskLine[];
  /** Id of the task where the learner is. */
  readonly task: string;
  readonly files: readonly FileLink[];
  readonly phase: Phase;
  readonly end: End | null;
  readonly panel: Panel | null;
  readonly question: Question | null;
  /** Standing remarks, for example that saves are looked for. */
  readonly notices: readonly string[];
  /** What the last key did, in one line. */
  readonly said: string | null;
  /** Row of the body at the top of the screen. */
  readonly scroll: number;
}

/** True while a check is under way, or about to be: keys then wait. Pure. */
export function isBusy({ phase }: Pick<WatchState, "phase">): boolean {
  return phase.kind !== "idle";
}

/** The task where the learner is. Pure. */
export function taskOf({ tasks, task }: Pick<WatchState, "tasks" | "task">): TaskLine {
  const found = tasks.find((each) => each.id === task) ?? tasks[0];
  if (!found) throw new Error(`There is no task ${task}.`);
  return found;
}
