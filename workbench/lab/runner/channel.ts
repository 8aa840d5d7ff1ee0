import { z } from "zod";
import { benchEventSchema } from "../events.ts";
import { providedSchema, type Provided } from "../kit/provided.ts";
import { failureSchema } from "../results.ts";

/*
 * What the process that runs a lab's tests and its runner say to each other, besides what vitest says, on the same
 * channel. vitest itself tells of a test's end a while later, and not in order with the rest.
 */

/** How a task ended, in the words of the process that tried it: it passed, or a claim failed, or something of ours did. */
const verdictSchema = z.strictObject({
  type: z.literal("verdict"),
  task: z.string(),
  durationMs: z.number().nonnegative(),
  claim: failureSchema.nullable(),
  fault: z.string().nullable(),
});
export type TaskVerdict = z.infer<typeof verdictSchema>;

/** The test file is loaded, and waits for what it is to be run on. */
const readySchema = z.strictObject({ type: z.literal("ready") });

const toldSchema = z.discriminatedUnion("type", [...benchEventSchema.options, verdictSchema, readySchema]);
export type Told = z.infer<typeof toldSchema>;

/** Tells the runner; says nothing in a process that no runner has started. */
export function tellRunner(told: Told): void {
  process.send?.({ groundwork: told });
}

/** What was told in a message of that process; null for a message of vitest's. Throws when it is malformed. */
export function toldIn(message: unknown): Told | null {
  const said = ours(message);
  return said === undefined ? null : toldSchema.parse(said);
}

/** The message that begins a run. */
export function goMessage(provided: Provided): { groundwork: Provided } {
  return { groundwork: provided };
}

/** Says that the test file is loaded, and waits until the runner begins a run. */
export function untilGo(): Promise<Provided> {
  return new Promise((resolve, reject) => {
    const take = (message: unknown): void => {
      const said = ours(message);
      if (said === undefined) return;
      process.off("message", take);
      const parsed = providedSchema.safeParse(said);
      if (parsed.success) resolve(parsed.data);
      else reject(parsed.error);
    };
    process.on("message", take);
    tellRunner({ type: "ready" });
  });
}

function ours(message: unknown): unknown {
  const isOurs = typeof message === "object" && message !== null && "groundwork" in message;
  return isOurs ? message.groundwork : undefined;
}
