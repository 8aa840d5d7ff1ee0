import { NO_TASK, type LabProgress, type Progress, type TaskProgress } from "./schema.ts";

/**
 * Two progresses as one: nothing that was earned, seen or opened in either is lost. Of two that exclude each other
 * (where the learner is, the last check, a guess) the later one stays. Pure.
 */
export function mergeProgress(mine: Progress, theirs: Progress): Progress {
  return {
    ...mine,
    current: later(mine.current, theirs.current),
    labs: merged(mine.labs, theirs.labs, mergeLab),
    site: { guesses: merged(mine.site.guesses, theirs.site.guesses, laterGuess) },
  };
}

function mergeLab(mine: LabProgress, theirs: LabProgress): LabProgress {
  return {
    startedAt: [mine.startedAt, theirs.startedAt].filter((at) => at !== null).sort()[0] ?? null,
    tasks: merged(mine.tasks, theirs.tasks, mergeTask),
  };
}

function mergeTask(mine: TaskProgress, theirs: TaskProgress = NO_TASK): TaskProgress {
  return {
    passed: earlier(mine.passed, theirs.passed),
    best: Math.max(mine.best, theirs.best),
    hints: Math.max(mine.hints, theirs.hints),
    revealed: earlier(mine.revealed, theirs.revealed),
    last: later(mine.last, theirs.last),
  };
}

function merged<T>(
  mine: Readonly<Record<string, T>>,
  theirs: Readonly<Record<string, T>>,
  both: (mine: T, theirs: T) => T,
): Record<string, T> {
  const all = new Map(Object.entries(mine));
  for (const [id, their] of Object.entries(theirs)) {
    const my = all.get(id);
    all.set(id, my === undefined ? their : both(my, their));
  }
  return Object.fromEntries(all);
}

interface Dated {
  readonly at: string;
}

function earlier<T extends Dated>(a: T | null, b: T | null): T | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(b.at) < Date.parse(a.at) ? b : a;
}

function later<T extends Dated>(a: T | null, b: T | null): T | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(b.at) > Date.parse(a.at) ? b : a;
}

/** Guesses are the site's; of them only the date is known here. */
function laterGuess(mine: unknown, theirs: unknown): unknown {
  return dateOf(theirs) > dateOf(mine) ? theirs : mine;
}

function dateOf(guess: unknown): number {
  if (typeof guess !== "object" || guess === null || !("at" in guess)) return 0;
  return Date.parse(String(guess.at)) || 0;
}
