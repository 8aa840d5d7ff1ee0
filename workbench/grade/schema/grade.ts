import { z } from "zod";
import { labResultSchema, verdictSchema } from "../../lab/results.ts";
import { policyFindingSchema } from "./submission.ts";

/** What ended a submission's building or running early, seen from outside. */
export const breachSchema = z.enum([
  "build-time",
  "run-time",
  "submission-time",
  "memory",
  "processes",
  "disk",
  "output",
  "image-too-large",
]);
export type Breach = z.infer<typeof breachSchema>;

/** One submission graded, before anything is known of dates and overrides: what the journal holds. */
export const gradeSchema = z.strictObject({
  format: z.literal("groundwork.grade/1"),
  key: z
    .string()
    .describe(
      "sha256 of submission digest, variant, lab revision, private tests, grader version, limits, base digests",
    ),
  pseudonym: z.string(),
  lab: z.string(),
  submission: z.string().describe("digest of the submission"),
  verdict: verdictSchema,
  result: labResultSchema.nullable().describe("null when nothing was run: refused, or not gradable"),
  findings: z.array(policyFindingSchema),
  breaches: z.array(breachSchema),
  buildTail: z.array(z.string()).describe("last lines that the builds printed, at most forty"),
  fault: z.string().nullable().describe("why it was not gradable; null otherwise"),
  seed: z.string().nullable().describe("decided what varied in the run: the same seed repeats it"),
  taken: z
    .record(z.string(), z.string())
    .optional()
    .describe(
      "tasks that had passed with the same files before, in this session: id and the key of that grade",
    ),
  attempts: z.number().int().nonnegative().describe("0: nothing was tried, since the policy refused it"),
  durationMs: z.number().int().nonnegative(),
  gradedAt: z.iso.datetime(),
  grader: z.string().describe("version of the grader"),
});
export type Grade = z.infer<typeof gradeSchema>;
