import { z } from "zod";

const thingSchema = z.strictObject({
  kind: z.enum([
    "container",
    "network",
    "volume",
    "image",
    "program",
    "base",
    "build cache",
    "sandbox",
    "folder",
    "file",
  ]),
  name: z.string().describe("id, tag, name or path: what it is removed by"),
  bytes: z.number().int().nullable().describe("on this machine's disk; null where the engine does not say"),
  why: z.string().describe("why it is ours, and what it costs to lose it"),
});
/** One thing of Groundwork's that can go. */
export type Thing = z.infer<typeof thingSchema>;

/** What `groundwork clean --json` prints. */
export const cleanReportSchema = z.strictObject({
  format: z.literal("groundwork.clean/1"),
  things: z.array(thingSchema),
  engine: z
    .string()
    .nullable()
    .describe("its endpoint; null where none answered: then only the disk was looked at"),
  removed: z.boolean().describe("false: nothing was removed, as nothing was there or nobody agreed"),
  stayed: z
    .array(z.strictObject({ name: z.string(), why: z.string() }))
    .describe("what could not be removed"),
});
export type CleanReport = z.infer<typeof cleanReportSchema>;
