import type { Grade } from "../schema/grade.ts";
import type { Keyed } from "../schema/class.ts";

/** What an executor is told of each grade, as soon as there is one. Returns when the grade is on the disk. */
export type TakeGrade = (grade: Grade, worker: string | null) => Promise<void>;

/** Where hand-ins are built and run: on this machine, or on others. */
export interface Executor {
  /**
   * Grades each of these hand-ins once and gives each grade to `take`, in any order. Every key is graded when it returns,
   * for our own faults as `not-gradable`. Throws EngineFault where nothing can be graded; what was taken stays.
   */
  grade(submissions: readonly Keyed[], take: TakeGrade): Promise<void>;
}
