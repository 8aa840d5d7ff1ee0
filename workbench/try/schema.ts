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
  notes: z.array(z.string()).describe("of an image: what met something of this base when it was laid on it"),
  unpackedBytes: z.number().int().nullable().describe("sum of the layers' tar bytes"),
  compressedBytes: z
    .number()
    .int()
    .nullable()
    .describe("sum of the layer blobs' bytes, gzip level 6 where there is none"),
  durationMs: z.number().int(),
});
export type Attempt = z.infer<typeof attemptSchema>;

export const carriedSchema = z.strictObject({
  basis: z
    .enum(["layers", "needs"])
    .describe(
      "layers: what the layers above its base add and change; needs: what its start needs and its config names, since no layer tells where its base ends",
    ),
  certainty: z.enum(["certain", "likely", "guess"]).describe("of what its base is"),
  why: z.array(z.string()).describe("by what its base is known"),
  files: z.number().int().nonnegative(),
  unpackedBytes: z.number().int().nonnegative().describe("sum of those files' bytes"),
  settings: z.array(z.string()).describe("its own config, as instructions of a Dockerfile"),
  notes: z.array(z.string()).describe("what could not be carried, and what should be known of what was"),
});
export type CarriedReport = z.infer<typeof carriedSchema>;

/** What `groundwork try --json` prints. */
export const trySchema = z.strictObject({
  format: z.literal("groundwork.try/1"),
  target: z.string(),
  dockerfile: z.string().nullable().describe("null: an image was tried"),
  line: z
    .number()
    .int()
    .nullable()
    .describe("line of the FROM whose base was replaced; null: an image was tried"),
  base: z
    .string()
    .nullable()
    .describe("what stands there, or what the image stands on; null: it has no name here"),
  carried: carriedSchema
    .nullable()
    .describe("what of an image was laid on the other bases; null: a folder was tried"),
  command: z.array(z.string()).describe("arguments that the image was run with; empty: its own CMD"),
  attempts: z.array(attemptSchema),
});
export type TryResult = z.infer<typeof trySchema>;
