import type { Executor } from "../executors/executor.ts";
import type { JournalWriter } from "../journal/journal.ts";
import type { Keyed } from "../schema/class.ts";
import { rejection } from "./one.ts";
import { Teller, type GradeEvent } from "./teller.ts";

export interface GradeClassRequest {
  /** What is to be graded, by lab; see planOf. */
  readonly plan: readonly Keyed[];
  readonly journal: Pick<JournalWriter, "append">;
  readonly executor: Executor;
  readonly grader: string;
  readonly signal: AbortSignal;
  readonly onProgress: (line: string) => void;
  readonly onEvent?: (event: GradeEvent) => void;
}

/**
 * Grades what is planned and writes each grade down as soon as it is there. What breaks the policy is rejected here; nothing
 * of it is built anywhere. Throws EngineFault where nothing can be graded; what was written down stays.
 */
export async function gradeClass(request: GradeClassRequest): Promise<void> {
  const { plan, journal, executor, grader, signal } = request;
  const rejected = plan.filter((each) => each.findings.length > 0);
  for (const each of rejected) await journal.append({ kind: "grade", grade: rejection(each, grader) });
  const built = plan.filter((each) => each.findings.length === 0);
  if (built.length === 0) return;
  signal.throwIfAborted();
  const teller = new Teller(built.length, request);
  await executor.grade(built, async (grade, worker) => {
    await journal.append({ kind: "grade", grade });
    teller.graded(grade, worker);
  });
}
