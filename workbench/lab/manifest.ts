import { z } from "zod";
import { limitsSchema } from "./limits.ts";
import { variantsSchema } from "./variants-schema.ts";

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case words joined by dashes");
const labId = z
  .string()
  .regex(/^\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/, "two digits, a dash, then lower-case words joined by dashes");

export const taskSchema = z.strictObject({
  id: slug.describe("stable id; progress and grades hang on it"),
  formerly: z
    .array(slug)
    .default([])
    .describe("ids that the task once had; progress under them still counts"),
  title: z.string().min(3).describe("what the learner achieves, in one line"),
  files: z
    .array(z.string())
    .default([])
    .describe("files of handIn that the learner edits for this task, the first one first"),
  points: z.number().int().positive(),
  needs: z.array(slug).default([]).describe("tasks that must pass before this one is tried"),
  feedback: z.enum(["full", "short", "hidden"]).default("full").describe("how much a graded result tells"),
  hints: z
    .array(slug)
    .length(3)
    .describe("ids of three sections of hints.md, each further than the one before"),
});
export type Task = z.infer<typeof taskSchema>;

/** The first task that fails, the code of its failure, and words that the failure text must hold. */
const expectationSchema = z.strictObject({
  failsAt: slug.describe("id of the first task that fails"),
  reason: slug.describe("code of that failure"),
  says: z.string().describe("a part of the text that the learner then reads"),
});
export type Expectation = z.infer<typeof expectationSchema>;

export const manifestSchema = z.strictObject({
  format: z.literal("groundwork.lab/1"),
  id: labId,
  formerly: z
    .array(labId)
    .default([])
    .describe("ids that the lab once had; progress under them still counts"),
  chapter: z.string().describe("id of the chapter's page, for example 03-from-scratch"),
  title: z.string().min(3),
  minutes: z.number().int().positive(),
  objectives: z.array(z.string()).min(1),
  limits: limitsSchema,
  onlyBases: z
    .array(slug)
    .nullable()
    .default(null)
    .describe("ids of the only bases that a hand-in's Dockerfiles may name; null: any that works"),
  bases: z.array(slug).describe("ids of the bases that the lab stands on"),
  programs: z.array(slug).describe("ids of the programs that the lab uses"),
  handIn: z
    .array(
      z.strictObject({
        path: z
          .string()
          .regex(/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/, "a relative path of plain names")
          .refine(
            (path) => !/(^|\/)\.{1,2}(\/|$)/.test(path),
            "a path below the lab's folder, without . and ..",
          ),
        maxBytes: z.number().int().positive(),
      }),
    )
    .min(1)
    .describe("every file that the learner hands in"),
  variants: variantsSchema.default({}),
  tasks: z.array(taskSchema).min(1),
  starter: expectationSchema,
  traps: z.record(
    slug,
    expectationSchema.extend({
      why: z.string().describe("why somebody would try this"),
      variant: z
        .enum(["own", "another"])
        .default("own")
        .describe("whose values its files hold: those of the learner who hands it in, or a friend's"),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;
