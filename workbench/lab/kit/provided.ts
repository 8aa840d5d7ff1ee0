import { z } from "zod";
import { resolvedBaseSchema } from "../../bases/types.ts";
import { manifestSchema } from "../manifest.ts";

/** What the runner tells the process that runs a lab's tests. */
export const providedSchema = z.strictObject({
  endpoint: z.string(),
  foundBy: z.string(),
  runId: z.string(),
  seed: z.string().describe("decides every value that varies: the same seed gives the same run"),
  targetDir: z.string(),
  tasks: z.array(z.string()).describe("ids of the tasks to try"),
  manifest: manifestSchema,
  bases: z.array(resolvedBaseSchema),
  programs: z.record(z.string(), z.strictObject({ image: z.string(), path: z.string() })),
});
export type Provided = z.infer<typeof providedSchema>;

/** Key under which vitest hands it over. */
export const PROVIDED_KEY = "groundwork";

declare module "vitest" {
  interface ProvidedContext {
    groundwork: Provided;
  }
}
