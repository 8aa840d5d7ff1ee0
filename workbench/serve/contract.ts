import { z } from "zod";

/** What the server and a page say to each other under `/api/`; both sides read it here. */

const lab = z
  .string()
  .max(80)
  .regex(/^\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/, "the id of a lab, for example 03-scratch");
const task = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "the id of a task: lower-case words joined by dashes");

export const labQuerySchema = z.strictObject({ lab });
export const startBodySchema = z.strictObject({ lab });
export const runBodySchema = z.strictObject({ lab, task: task.optional() });
export const hintBodySchema = z.strictObject({ lab, task });
export const openBodySchema = z.strictObject({
  lab,
  path: z.string().max(200).describe("a file of the hand-in, as lab.yaml names it"),
});

/** Every refusal: what was seen, why it is refused, what to do next. */
export const refusalSchema = z.strictObject({
  format: z.literal("groundwork.refusal/1"),
  what: z.string(),
  why: z.string(),
  next: z.string(),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** A run that was asked for. */
export const askedSchema = z.strictObject({
  run: z.string(),
  lab: z.string(),
  task: z.string().nullable().describe("null: all tasks"),
});
export type Asked = z.infer<typeof askedSchema>;

/** Runs go one by one, since two at once would share the engine's time: the one under way, and those that wait, in order. */
export const queueSchema = z.strictObject({
  running: askedSchema.nullable(),
  waiting: z.array(askedSchema),
});
export type QueueState = z.infer<typeof queueSchema>;
