import { z } from "zod";
import { resolvedBaseSchema } from "../bases/types.ts";

/** The one schema for results: used by the terminal, the page, the grader and the exporters. */
export const verdictSchema = z
  .enum(["pass", "fail", "not-gradable", "rejected"])
  .describe("not-gradable: our fault, never scored 0; rejected: against the rules of the assignment");
export type Verdict = z.infer<typeof verdictSchema>;

export const failureSchema = z.strictObject({
  code: z.string().describe("short stable name of this kind of failure, for example loader-missing"),
  expected: z.string(),
  seen: z.string(),
  cause: z.string(),
  where: z.string(),
  engineText: z.string().nullable(),
});
export type Failure = z.infer<typeof failureSchema>;

export const taskResultSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  points: z.number().int(),
  earned: z.number().int(),
  verdict: verdictSchema,
  durationMs: z.number().int(),
  failure: failureSchema.nullable(),
});
export type TaskResult = z.infer<typeof taskResultSchema>;

export const labResultSchema = z.strictObject({
  format: z.literal("groundwork.result/1"),
  lab: z.string(),
  title: z.string(),
  revision: z.string().describe("digest of the lab's own files: a result belongs to one revision"),
  target: z.string().describe("work, solution, starter, trap:NAME or the path that was checked"),
  startedAt: z.string(),
  durationMs: z.number().int(),
  verdict: verdictSchema,
  score: z.strictObject({ earned: z.number().int(), possible: z.number().int() }),
  engine: z.strictObject({
    product: z.string(),
    version: z.string(),
    platform: z.string(),
    builder: z.string(),
  }),
  bases: z.array(resolvedBaseSchema),
  tasks: z.array(taskResultSchema),
});
export type LabResult = z.infer<typeof labResultSchema>;
