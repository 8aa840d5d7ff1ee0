import { z } from "zod";

/** One student's files for one lab, as intake has put them aside: regular files named by the lab's manifest only. */
export const submissionSchema = z.strictObject({
  student: z.string().describe("the roster's key for this student; never leaves the instructor's machine"),
  pseudonym: z.string().describe("HMAC of the key: names images, temporary folders, logs"),
  learner: z.string().describe("the learner's name that decides the values of a lab with variants"),
  lab: z.string(),
  dir: z.string().describe("folder that intake has made, holding nothing but the files below"),
  files: z.array(
    z.strictObject({ path: z.string(), bytes: z.number().int().nonnegative(), sha256: z.string() }),
  ),
  digest: z.string().describe("sha256 over paths and contents: equal hand-ins have equal digests"),
  receivedAt: z.iso.datetime({ offset: true }).nullable().describe("null: the source does not say"),
  saidLate: z.boolean().describe("the source has marked it late; it may do so without telling a time"),
  commit: z.string().nullable().describe("that was read, where it came from a Git repository"),
  source: z.string().describe("where it was found, for the instructor"),
});
export type Submission = z.infer<typeof submissionSchema>;

/** Something in the intake that could not be taken, said and never silently skipped. */
export const refusedSchema = z.strictObject({
  source: z.string(),
  student: z.string().nullable(),
  lab: z.string().nullable(),
  path: z.string().nullable().describe("inside the source"),
  code: z.string().describe("short stable name, for example zip-bomb, symlink, path-outside, not-on-roster"),
  reason: z.string().describe("what was seen, and what to do"),
  blocks: z
    .boolean()
    .describe("true: the whole submission can't be graded; false: this entry only was left out"),
});
export type Refused = z.infer<typeof refusedSchema>;

/** A rule of the policy that a hand-in breaks. */
export const policyFindingSchema = z.strictObject({
  file: z.string(),
  line: z.number().int().positive().nullable(),
  rule: z.string().describe("short stable name, for example from-not-allowed, remote-add, secret-mount"),
  text: z.string().describe("the offending instruction, cut to a line"),
  reason: z.string().describe("what is not allowed, why, and what to write instead"),
});
export type PolicyFinding = z.infer<typeof policyFindingSchema>;
