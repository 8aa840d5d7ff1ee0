import { z } from "zod";
import { verdictSchema } from "../../lab/results.ts";

/** What became of one student's hand-in for one lab. */
export const labStatusSchema = z
  .enum(["graded", "rejected", "not-gradable", "not-taken", "missing"])
  .describe(
    "rejected: against the policy, nothing was built; not-gradable: our fault, no mark yet; not-taken: intake could not read it; missing: nothing was handed in",
  );
export type LabStatus = z.infer<typeof labStatusSchema>;

export const lateSchema = z.strictObject({
  takesPercent: z.number().min(0).max(100).describe("of what was earned"),
  says: z.string().describe("how late, and what that costs, in words"),
});
export type Late = z.infer<typeof lateSchema>;

export const overrideSchema = z.strictObject({
  pseudonym: z.string(),
  lab: z.string(),
  points: z.number().nonnegative().describe("of the lab's points; lateness takes nothing from it"),
  reason: z.string().min(1),
});
export type Override = z.infer<typeof overrideSchema>;

export const feedbackLevelSchema = z.enum(["full", "short", "hidden"]);
export type FeedbackLevel = z.infer<typeof feedbackLevelSchema>;

export const taskMarkSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  points: z.number().nonnegative().describe("as the assignment counts this task"),
  earned: z.number().nonnegative(),
  verdict: verdictSchema,
  told: feedbackLevelSchema.describe(
    "how much the student hears of it: the stricter of the task's and the assignment's level",
  ),
});
export type TaskMark = z.infer<typeof taskMarkSchema>;

export const labMarkSchema = z.strictObject({
  lab: z.string(),
  title: z.string(),
  weight: z.number().positive(),
  key: z.string().nullable().describe("of the grade in the journal; null when there is none"),
  status: labStatusSchema,
  says: z.string().nullable().describe("why there is no plain grade; null where there is one"),
  receivedAt: z.string().nullable(),
  commit: z.string().nullable().describe("that was graded, where it came from a Git checkout"),
  possible: z.number().nonnegative(),
  raw: z.number().nonnegative().nullable().describe("what the tasks earned; null: not known yet"),
  late: lateSchema.nullable(),
  penalty: z.number().nonnegative().describe("points that lateness took"),
  override: overrideSchema.nullable(),
  final: z.number().nonnegative().nullable(),
  tasks: z.array(taskMarkSchema),
});
export type LabMark = z.infer<typeof labMarkSchema>;

export const studentSchema = z.strictObject({
  student: z.string().describe("the roster's key"),
  pseudonym: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  ids: z.record(z.string(), z.string()).describe("further columns of the roster, by their names"),
});
export type Student = z.infer<typeof studentSchema>;

export const studentMarkSchema = studentSchema.extend({
  labs: z.array(labMarkSchema),
  raw: z
    .number()
    .nonnegative()
    .nullable()
    .describe("of the assignment's points, before lateness and overrides"),
  penalty: z.number().nonnegative(),
  final: z.number().nonnegative().nullable().describe("null while a lab could not be graded"),
});
export type StudentMark = z.infer<typeof studentMarkSchema>;

/** The marks of a whole class: the one result of which every export and page is a view. */
export const classMarksSchema = z.strictObject({
  format: z.literal("groundwork.marks/1"),
  assignment: z.strictObject({
    id: z.string(),
    title: z.string(),
    points: z.number().positive(),
    due: z.string().nullable(),
    feedback: feedbackLevelSchema,
  }),
  grader: z.string(),
  markedAt: z.iso.datetime(),
  students: z.array(studentMarkSchema),
});
export type ClassMarks = z.infer<typeof classMarksSchema>;
