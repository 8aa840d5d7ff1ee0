import { z } from "zod";

const itemSchema = z.strictObject({
  kind: z.enum(["engine", "base", "program", "pages"]),
  id: z.string(),
  state: z
    .enum(["there", "to get", "got", "failed", "only in a registry"])
    .describe(
      "failed: a try ended in an error; only in a registry: no recipe builds it, and no registry gave it",
    ),
  bytes: z
    .number()
    .int()
    .nullable()
    .describe("unpacked; measured where it is there, else as last recorded; null: unknown"),
  note: z.string().nullable().describe("how it was found, or why it is not there"),
});
/** One thing that a course day needs. */
export type Item = z.infer<typeof itemSchema>;

const proofSchema = z.strictObject({
  shown: z.boolean().nullable().describe("null: it could not be tried here"),
  how: z.string(),
});
/** Whether a lab ran to its end in a process that has no network. */
export type Proof = z.infer<typeof proofSchema>;

/** What `groundwork prefetch --json` and `groundwork setup --json` print. */
export const prefetchReportSchema = z.strictObject({
  format: z.literal("groundwork.prefetch/1"),
  complete: z.boolean().describe("all is there that can be had without a registry"),
  items: z.array(itemSchema),
  proof: proofSchema.nullable().describe("null unless --check asked for it"),
});
export type PrefetchReport = z.infer<typeof prefetchReportSchema>;

/** The pages of the course, which another room builds. */
export interface Pages {
  isBuilt(): Promise<boolean>;
  build(): Promise<unknown>;
}
