import { z } from "zod";

export const originSchema = z
  .enum(["registry", "packages", "stand-in", "engine"])
  .describe(
    "registry: pulled; packages: the same distribution's packages, built here; stand-in: shares the property taught, is not that distribution; engine: the engine already held an image of that name and it was used as it is",
  );
export type Origin = z.infer<typeof originSchema>;

export const familySchema = z
  .enum(["scratch", "glibc", "musl", "none"])
  .describe(
    "which libc the base carries; none: it carries none, though it is not scratch (distroless-static)",
  );

/** One base of the catalogue as it stands in one engine: what `groundwork bases --json` prints and a recording keeps. */
export const resolvedBaseSchema = z.strictObject({
  id: z.string().describe("id in the catalogue, for example debian-slim"),
  reference: z.string().describe("what a Dockerfile says in life, for example debian:13-slim"),
  origin: originSchema,
  image: z.string().describe("the local tag that FROM is replaced by; `scratch` for scratch"),
  digest: z.string().describe("image id, sha256:…; empty for scratch"),
  repoDigest: z
    .string()
    .nullable()
    .describe("digest in the registry it was pulled from, where it was pulled"),
  platform: z.string(),
  unpackedBytes: z.number().int().describe("sum of the layers' tar bytes"),
  compressedBytes: z
    .number()
    .int()
    .describe("sum of the layer blobs' bytes (gzip level 6 where the engine holds no blob)"),
  obtainedAt: z.string().describe("ISO date and time"),
});
export type ResolvedBase = z.infer<typeof resolvedBaseSchema>;
