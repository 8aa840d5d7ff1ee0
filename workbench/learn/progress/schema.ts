import { z } from "zod";
import { failureSchema, verdictSchema } from "../../lab/results.ts";

/** What this version of Groundwork reads and writes. A new shape gets a new number. */
export const PROGRESS_FORMAT = "groundwork.progress/1";

const at = z.iso.datetime().describe("date and time, in UTC");

export const taskProgressSchema = z.object({
  passed: z
    .object({ at, revision: z.string().describe("digest of the lab's own files at that time") })
    .nullable()
    .default(null)
    .describe("the first time that the task passed"),
  best: z.int().nonnegative().default(0).describe("most points earned in one check"),
  hints: z.int().min(0).max(3).default(0).describe("how many of the three hints were seen"),
  revealed: z
    .object({ at, after: z.enum(["pass", "hints"]) })
    .nullable()
    .default(null)
    .describe("when the solution was first opened: after a pass, or after all hints and a confirmation"),
  last: z
    .object({
      at,
      revision: z.string(),
      verdict: verdictSchema,
      failure: failureSchema.nullable(),
      same: z.int().positive().default(1).describe("checks in a row that ended in this way"),
      told: z.boolean().default(false).describe("true once a hint was derived from it"),
    })
    .nullable()
    .default(null)
    .describe("how the last check ended"),
});
export type TaskProgress = z.infer<typeof taskProgressSchema>;

export const labProgressSchema = z.object({
  startedAt: at.nullable().default(null),
  tasks: z.record(z.string(), taskProgressSchema).default({}),
});
export type LabProgress = z.infer<typeof labProgressSchema>;

/** Everything that is remembered of one learner: by stable ids, so that it survives an update of the course. */
export const progressSchema = z.object({
  format: z.literal(PROGRESS_FORMAT),
  current: z.object({ lab: z.string(), task: z.string(), at }).nullable().default(null),
  labs: z.record(z.string(), labProgressSchema).default({}),
  site: z
    .object({ guesses: z.record(z.string(), z.unknown()).default({}) })
    .default({ guesses: {} })
    .describe("what the pages keep in the reader's browser; comes and goes by export and import"),
});
export type Progress = z.infer<typeof progressSchema>;

/** Of a learner who has done nothing yet. */
export const NO_PROGRESS: Progress = {
  format: PROGRESS_FORMAT,
  current: null,
  labs: {},
  site: { guesses: {} },
};
/** Of a task that was never checked. */
export const NO_TASK: TaskProgress = { passed: null, best: 0, hints: 0, revealed: null, last: null };
