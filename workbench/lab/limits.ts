import { z } from "zod";

/** What building and running a hand-in may take. A lab sets others only where its subject needs it. */
export const limitsSchema = z
  .strictObject({
    buildSeconds: z.number().int().positive().default(120).describe("until a build is stopped"),
    diskMegabytes: z
      .number()
      .int()
      .positive()
      .default(4000)
      .describe("of the engine's disk that may be gone before a build or a container is stopped"),
  })
  .prefault({});
export type Limits = z.infer<typeof limitsSchema>;

/** The limits as the engine takes them: milliseconds and bytes. */
export function buildLimits(limits: Limits): { deadlineMs: number; maxDiskBytes: number } {
  return { deadlineMs: limits.buildSeconds * 1000, ...runLimits(limits) };
}

/** The part that a run has too; how long it may last is the test's to say. */
export function runLimits(limits: Limits): { maxDiskBytes: number } {
  return { maxDiskBytes: limits.diskMegabytes * 1_000_000 };
}
