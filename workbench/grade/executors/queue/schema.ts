import { z } from "zod";
import { sandboxLimitsSchema } from "../../sandbox/limits.ts";
import { addressSchema } from "../../store/types.ts";

/** Everything that the coordinator and workers say to each other through Redis. Names no student. */

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** A class that is being graded: what a worker must have and be to take its hand-ins. */
export const runSchema = z.strictObject({
  format: z.literal("groundwork.grading-run/1"),
  id: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .describe("hash of the output folder's salt and of all below"),
  owner: z.string().describe("hash of the output folder's salt: one folder has one run at a time"),
  assignment: z.string(),
  grader: z.string().describe("version of the grader that made the keys"),
  labs: z
    .array(
      z.strictObject({
        lab: z.string(),
        revision: digest,
        privateTests: z
          .strictObject({ revision: digest, files: addressSchema })
          .nullable()
          .describe("the instructor's own tests; they travel through the store"),
      }),
    )
    .min(1),
  bases: z.record(z.string(), z.string()).describe("digests of the bases, by id, as the keys have them"),
  programs: z.array(z.string()),
  limits: sandboxLimitsSchema,
});
export type Run = z.infer<typeof runSchema>;

/** One hand-in to be graded. */
export const jobSchema = z.strictObject({
  format: z.literal("groundwork.job/1"),
  run: z.string(),
  key: z.string().describe("of its grade"),
  pseudonym: z.string(),
  learner: z.string().describe("a made-up name that gives the student's variant, and tells nothing of them"),
  lab: z.string(),
  digest,
  files: addressSchema.describe("a tar of the hand-in's files"),
});
export type Job = z.infer<typeof jobSchema>;

/** What a worker answers. */
export const answerSchema = z.strictObject({
  format: z.literal("groundwork.job-result/1"),
  grade: addressSchema,
  worker: z.string(),
});
export type Answer = z.infer<typeof answerSchema>;

/** How a worker is, in a word. `unfit`: it can't grade any class that is there; `sick`: its sandbox does not hold. */
export const workerStateSchema = z.enum(["starting", "idle", "working", "sick", "unfit", "draining"]);
export type WorkerState = z.infer<typeof workerStateSchema>;

/** What a worker says of itself every few seconds. */
export const heartbeatSchema = z.strictObject({
  format: z.literal("groundwork.worker/1"),
  name: z.string(),
  version: z.string(),
  state: workerStateSchema,
  why: z.string().nullable().describe("why it is sick or unfit"),
  run: z.string().nullable().describe("the class that it takes hand-ins of"),
  unfit: z.record(z.string(), z.string()).describe("classes that it can't grade, and why"),
  jobs: z.number().int().positive().describe("hand-ins it grades at a time"),
  running: z.number().int().nonnegative(),
  done: z.number().int().nonnegative(),
  faults: z.number().int().nonnegative().describe("attempts that failed through no fault of a hand-in"),
});
export type Heartbeat = z.infer<typeof heartbeatSchema>;
