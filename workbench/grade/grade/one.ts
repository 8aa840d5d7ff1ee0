import type { Grade } from "../schema/grade.ts";
import type { Keyed } from "../schema/class.ts";
import { attempt, type AttemptRequest } from "./attempt.ts";
import { attemptsFor, judge } from "./verdict.ts";

export interface OneRequest extends AttemptRequest {
  /** This attempt's number, from 1. */
  readonly attempts: number;
  readonly grader: string;
}

export interface Tried {
  readonly grade: Grade;
  /** It was our own fault, and another attempt may do better. */
  readonly again: boolean;
}

/** One attempt at one hand-in, as the grade that it comes to. Throws only when it was called off. */
export async function gradeOnce(request: OneRequest): Promise<Tried> {
  const started = performance.now();
  const { submission, grader, attempts } = request;
  const seen = await attempt(request);
  const wasOurFault = seen.result === null || seen.result.verdict === "not-gradable";
  const grade: Grade = {
    ...aboutGrade(submission, grader),
    ...judge(seen),
    findings: [],
    breaches: [...seen.breaches],
    buildTail: seen.buildTail,
    seed: seen.seed,
    ...(Object.keys(seen.taken).length > 0 ? { taken: seen.taken } : {}),
    attempts,
    durationMs: Math.round(performance.now() - started),
  };
  return { grade, again: wasOurFault && attempts < attemptsFor(seen) };
}

/** The grade of a hand-in of which nothing may be built. */
export function rejection(submission: Keyed, grader: string): Grade {
  return { ...nothingRun(submission, grader), verdict: "rejected", findings: submission.findings };
}

/** The grade of a hand-in that nobody could grade, through no fault of its own. */
export function notGradable(submission: Keyed, grader: string, fault: string, attempts: number): Grade {
  return { ...nothingRun(submission, grader), verdict: "not-gradable", fault, attempts };
}

function nothingRun(submission: Keyed, grader: string): Omit<Grade, "verdict"> {
  return {
    ...aboutGrade(submission, grader),
    result: null,
    findings: [],
    breaches: [],
    buildTail: [],
    fault: null,
    seed: null,
    attempts: 0,
    durationMs: 0,
  };
}

function aboutGrade(
  { key, pseudonym, lab, digest }: Keyed,
  grader: string,
): Pick<Grade, "format" | "key" | "pseudonym" | "lab" | "submission" | "gradedAt" | "grader"> {
  const gradedAt = new Date().toISOString();
  return { format: "groundwork.grade/1", key, pseudonym, lab, submission: digest, gradedAt, grader };
}
