import { z } from "zod";

/** What an instructor decides about an assignment, as data: `assignment.yaml`, beside which private tests may lie. */
const instant = z.iso.datetime({ offset: true });

export const latePolicySchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("none") }).describe("what comes after the due date earns nothing"),
    z.strictObject({ kind: z.literal("full") }).describe("late is noted and costs nothing"),
    z
      .strictObject({
        kind: z.literal("percent-per-day"),
        percent: z.number().min(0).max(100).describe("of the earned points, for each day begun"),
        graceMinutes: z.number().int().min(0).default(0),
        atMost: z.number().min(0).max(100).default(100).describe("percent that lateness can take at most"),
      })
      .describe("each day that has begun takes a part of what was earned"),
    z
      .strictObject({
        kind: z.literal("late-days"),
        days: z.number().int().min(0).describe("days that each student may spend over the assignment"),
        percentAfter: z.number().min(0).max(100).describe("for each further day begun"),
      })
      .describe("some days are free, then each costs"),
  ])
  .describe("what lateness costs");
export type LatePolicy = z.infer<typeof latePolicySchema>;

export const assignmentSchema = z.strictObject({
  format: z.literal("groundwork.assignment/1"),
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case words joined by dashes"),
  title: z.string().min(1),
  labs: z
    .array(
      z.strictObject({
        lab: z.string().describe("id of a lab of the course"),
        weight: z.number().positive().default(1).describe("how much this lab counts against the others"),
        tasks: z
          .record(z.string(), z.number().nonnegative())
          .default({})
          .describe("points of single tasks where they are not to be the lab's own; 0 leaves one out"),
      }),
    )
    .min(1),
  points: z.number().positive().default(100).describe("points of the whole assignment in the gradebook"),
  due: instant.nullable().default(null),
  lateUntil: instant.nullable().default(null).describe("nothing is taken after this; null: no such end"),
  late: latePolicySchema.default({ kind: "full" }),
  feedback: z
    .enum(["full", "short", "hidden"])
    .default("full")
    .describe("how much students are told at most; a task's own level may be stricter"),
  privateTests: z
    .string()
    .nullable()
    .default(null)
    .describe("folder beside this file, with one folder for each lab; never handed out"),
  handout: z
    .string()
    .nullable()
    .default(null)
    .describe("folder beside this file whose files are added to the handout"),
  variantSeed: z
    .string()
    .regex(/^[\w@+-]{1,40}$/, "letters, digits and _ @ + - only, forty at most: students type it")
    .describe("mixed into each student's variant, so that last year's answers are not this year's"),
  limits: z.record(z.string(), z.number().positive()).default({}).describe("limits of the sandbox, by name"),
});
export type Assignment = z.infer<typeof assignmentSchema>;
