import { z } from "zod";
import { lateSchema, studentSchema } from "./marks.ts";
import { policyFindingSchema, refusedSchema, submissionSchema } from "./submission.ts";

/** A hand-in with all that is known before anything is built. */
const keyedSchema = submissionSchema.extend({
  key: z.string().describe("of its grade in the journal"),
  late: lateSchema,
  findings: z
    .array(policyFindingSchema)
    .describe("rules of the policy that it breaks; nothing of it is then built"),
});
export type Keyed = z.infer<typeof keyedSchema>;

/** Intake's code for a lab of which there is nothing in a hand-in: that lab is missing, and nothing was left out. */
export const NOTHING_THERE = "lab-missing";

/** The class as it was taken in: who is on the roster, what each handed in, and where it came from. Names students. */
export const classSchema = z.strictObject({
  format: z.literal("groundwork.class/1"),
  assignmentFile: z.string(),
  students: z.array(studentSchema),
  submissions: z.array(keyedSchema),
  refused: z.array(refusedSchema),
});
export type TakenClass = z.infer<typeof classSchema>;
