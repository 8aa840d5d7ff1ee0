import { z } from "zod";
import { labResultSchema } from "../lab/results.ts";

export const caseResultSchema = z.strictObject({
  name: z.string().describe("solution, starter or trap:NAME"),
  ok: z.boolean().describe("it passed, or failed where and why lab.yaml says"),
  objections: z.array(z.string()).describe("what is not as declared, a sentence each"),
  durationMs: z.number().int(),
  result: labResultSchema,
});
export type CaseResult = z.infer<typeof caseResultSchema>;

export const labCheckSchema = z.strictObject({
  lab: z.string(),
  ok: z.boolean(),
  unchangedSince: z
    .string()
    .nullable()
    .describe("ISO date and time of the run that is still good, where nothing had to be run; else null"),
  durationMs: z.number().int(),
  cases: z.array(caseResultSchema),
  differences: z.array(z.string()).describe("what a second run saw differently (--twice)"),
});
export type LabCheck = z.infer<typeof labCheckSchema>;

export const contentFindingSchema = z.strictObject({
  file: z.string().describe("path below the project"),
  line: z.number().int().nullable(),
  says: z.string().describe("what was seen, and what to do"),
});
export type ContentFinding = z.infer<typeof contentFindingSchema>;

/** What `groundwork course check --json` prints. */
export const courseCheckSchema = z.strictObject({
  format: z.literal("groundwork.course-check/1"),
  ok: z.boolean(),
  seed: z.string().describe("repeats the run with the same varying values"),
  durationMs: z.number().int(),
  labs: z.array(labCheckSchema),
  content: z.array(contentFindingSchema),
});
export type CourseCheck = z.infer<typeof courseCheckSchema>;
