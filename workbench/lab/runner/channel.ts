import { z } from "zod";
import { benchEventSchema } from "../events.ts";
import { failureSchema } from "../results.ts";

/** How a task ended, in the words of the process that tried it: it passed, or a claim failed, or something of ours did. */
const verdictSchema = z.strictObject({
  type: z.literal("verdict"),
  task: z.string(),
  durationMs: z.number().nonnegative(),
  claim: failureSchema.nullable(),
  fault: z.string().nullable(),
});
export type TaskVerdict = z.infer<typeof verdictSchema>;

const toldSchema = z.discriminatedUnion("type", [...benchEventSchema.options, verdictSchema]);
export type Told = z.infer<typeof toldSchema>;

/**
 * What the process that runs a lab's tests says to its runner besides what vitest says, on the same channel. vitest
 * itself tells of a test's end a while later, and not in order with the rest.
 */
const messageSchema = z.strictObject({ groundwork: toldSchema });

/** Tells the runner; says nothing in a process that no runner has started. */
export function tellRunner(told: Told): void {
  process.send?.({ groundwork: told } satisfies z.infer<typeof messageSchema>);
}

/** What was told in a message of that process; null for a message of vitest's. Throws when it is malformed. */
export function toldIn(message: unknown): Told | null {
  const isOurs = typeof message === "object" && message !== null && "groundwork" in message;
  return isOurs ? messageSchema.parse(message).groundwork : null;
}
