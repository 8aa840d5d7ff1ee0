import { z } from "zod";
import { labEventSchema } from "../lab/events.ts";
import { failureSchema, verdictSchema } from "../lab/results.ts";
import { askedSchema, queueSchema, refusalSchema } from "./contract.ts";

/** What the server tells a lab's page, one message after the other, as server-sent events. */

export const labStateSchema = z.strictObject({
  lab: z.string(),
  begun: z.boolean().describe("the learner has a copy of their own"),
  folder: z.string().describe("where that copy lies, from the project's folder"),
  files: z.array(z.strictObject({ path: z.string(), there: z.boolean() })).describe("what is handed in"),
  tasks: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      points: z.number().int(),
      best: z.number().int().describe("most points that were ever earned"),
      last: z
        .strictObject({ verdict: verdictSchema, failure: failureSchema.nullable() })
        .nullable()
        .describe("how its last check ended"),
      observed: z
        .object({
          cause: z.string(),
          ask: z.string().nullable(),
          trend: z.string().nullable(),
          where: z.string(),
        })
        .nullable()
        .describe("the hint that the last check leads to, once it was opened"),
      files: z.array(z.string()).describe("those that are edited for it"),
      hints: z.array(z.string()).describe("those that were opened, in order; each is markdown"),
      moreHints: z.number().int().nonnegative(),
    }),
  ),
});
export type LabState = z.infer<typeof labStateSchema>;

/** A run with what it has told until now; long output loses its beginning. */
export const runRecordSchema = z.strictObject({
  asked: askedSchema,
  events: z.array(labEventSchema),
  fault: refusalSchema.nullable().describe("why it ended without a result, when that was nobody's wish"),
});
export type RunRecord = z.infer<typeof runRecordSchema>;

export const messageSchema = z.discriminatedUnion("type", [
  z
    .strictObject({
      type: z.literal("snapshot"),
      state: labStateSchema,
      queue: queueSchema,
      last: runRecordSchema.nullable().describe("this lab's run that is under way, or was last"),
    })
    .describe("everything; what the page knew before is void"),
  z.strictObject({ type: z.literal("queue"), queue: queueSchema }),
  z.strictObject({ type: z.literal("state"), state: labStateSchema }),
  z.strictObject({ type: z.literal("begun"), asked: askedSchema }).describe("a run's turn has come"),
  z.strictObject({ type: z.literal("event"), lab: z.string(), run: z.string(), event: labEventSchema }),
  z.strictObject({ type: z.literal("fault"), lab: z.string(), run: z.string(), fault: refusalSchema }),
]);
export type Message = z.infer<typeof messageSchema>;
