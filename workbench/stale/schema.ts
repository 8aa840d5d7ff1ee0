import { z } from "zod";

/** What `groundwork stale --json` prints. */
export const staleSchema = z.strictObject({
  format: z.literal("groundwork.stale/1"),
  image: z.string(),
  verdict: z
    .enum(["current", "stale", "unknown"])
    .describe("whether the image stands on what its base's name means now"),
  base: z.string().nullable().describe("what a Dockerfile says for its base"),
  knownBy: z
    .enum(["option", "label", "layers"])
    .nullable()
    .describe(
      "how the base's name is known: you said it; the label org.opencontainers.image.base.name; its layers",
    ),
  asked: z
    .enum(["registry", "engine", "catalogue"])
    .nullable()
    .describe("who said what the name means now; engine: only what this machine holds"),
  now: z.string().nullable().describe("digest, or image id, that the name means now"),
  reasons: z.array(z.string()).min(1).describe("sentences for a person"),
  next: z.string().nullable().describe("what to do about it"),
});
export type StaleReport = z.infer<typeof staleSchema>;
