import { z } from "zod";

export const attemptSchema = z.strictObject({
  base: z.string().describe("the reference that took the base's place, as a Dockerfile says it"),
  own: z.boolean().describe("this is the base that the image stands on already"),
  verdict: z
    .enum(["works", "differs", "breaks", "not-built", "fault"])
    .describe(
      "works: ends as on its own base, and prints the same; differs: ends so too, and prints something else; breaks: it does not; not-built: the build failed; fault: the engine or the base could not be had",
    ),
  line: z.number().int().nullable().describe("line of the Dockerfile at which the build failed"),
  exitCode: z.number().int().nullable(),
  says: z.string().describe("what was seen, in the engine's or the program's own words"),
  why: z.string().describe("the likely cause, in plain words; empty where it works"),
  unpackedBytes: z.number().int().nullable().describe("sum of the layers' tar bytes"),
  compressedBytes: z
    .number()
    .int()
    .nullable()
    .describe("sum of the layer blobs' bytes, gzip level 6 where there is none"),
  durationMs: z.number().int(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** What `groundwork try --json` prints. */
export const trySchema = z.strictObject({
  format: z.literal("groundwork.try/1"),
  target: z.string(),
  dockerfile: z.string(),
  line: z.number().int().describe("line of the FROM whose base was replaced"),
  base: z.string().describe("what stands there"),
  command: z.array(z.string()).describe("arguments that the image was run with; empty: its own CMD"),
  attempts: z.array(attemptSchema),
});
export type TryResult = z.infer<typeof trySchema>;
