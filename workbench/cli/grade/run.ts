import { freemem, availableParallelism } from "node:os";
import type { Engine } from "../../engine/types.ts";
import type { Assigned } from "../../grade/grade/assigned.ts";
import { graderVersion } from "../../grade/grade/version.ts";
import type { Again } from "../../grade/grade/plan.ts";
import { gradeInto } from "../../grade/grade/session.ts";
import type { Keyed, TakenClass } from "../../grade/schema/class.ts";
import { interruptSignal } from "../interrupt.ts";
import type { JsonOption } from "../output.ts";
import { progress } from "../progress.ts";
import { reportMarks } from "./report.ts";

/** Bytes of memory that a sandbox may come to want, with its engine. */
const SANDBOX_BYTES = 2e9;

/** As many hand-ins at a time as this machine has cores and free memory for. */
export function defaultJobs(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / SANDBOX_BYTES)));
}

export interface RunRequest {
  readonly out: string;
  readonly assigned: Assigned;
  readonly taken: TakenClass;
  readonly engine: Engine;
  readonly jobs: number;
  readonly overrides?: string;
  readonly only: (submission: Keyed) => boolean;
  readonly again: Again;
}

/** Grades what is to be graded, and tells how the class stands. */
export async function gradeAndReport(request: RunRequest, options: JsonOption): Promise<void> {
  const { marked, graded, known } = await gradeInto({
    ...request,
    overrides: request.overrides ?? null,
    grader: graderVersion(),
    signal: interruptSignal,
    onProgress: progress,
  });
  progress(`${graded} graded now, ${known} were graded before.`);
  reportMarks(marked.marks, request.taken, request.out, options);
}
