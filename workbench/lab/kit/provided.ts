import { z } from "zod";
import { resolvedBaseSchema } from "../../bases/types.ts";
import { confinementSchema } from "../../engine/confinement.ts";
import { manifestSchema, type Manifest } from "../manifest.ts";
import { variantSchema } from "../variants-schema.ts";

/** What the runner tells the process that runs a lab's tests, when a run begins. */
export const providedSchema = z.strictObject({
  endpoint: z.string(),
  foundBy: z.string(),
  confinement: confinementSchema.nullable().describe("what holds on this engine; null for a learner's own"),
  learnerImage: z.string().nullable().describe("in which learners' functions run when they are graded"),
  runId: z.string(),
  seed: z.string().describe("decides every value that varies: the same seed gives the same run"),
  variant: variantSchema.describe("the learner's values of the pools in lab.yaml"),
  targetDir: z.string(),
  tasks: z.array(z.string()).describe("ids of the tasks to try"),
  manifest: manifestSchema,
  bases: z.array(resolvedBaseSchema),
  programs: z.record(z.string(), z.strictObject({ image: z.string(), path: z.string() })),
});
export type Provided = z.infer<typeof providedSchema>;

/** Key under which vitest hands the manifest over: a test file is loaded before it is known what it will be run on. */
export const MANIFEST_KEY = "groundwork";

declare module "vitest" {
  interface ProvidedContext {
    groundwork: Manifest;
  }
}
