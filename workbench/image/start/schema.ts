import { z } from "zod";

export const libraryUseSchema = z.strictObject({
  name: z.string().describe("as DT_NEEDED has it"),
  neededBy: z.string().describe("path of the file that asks for it"),
  path: z.string().nullable().describe("where the loader finds it, links not followed; null: nowhere"),
  foundBy: z
    .enum(["loader itself", "path", "RPATH", "LD_LIBRARY_PATH", "RUNPATH", "ld.so.cache", "default folder"])
    .nullable(),
});
export type LibraryUse = z.infer<typeof libraryUseSchema>;

export const missingVersionSchema = z.strictObject({
  library: z.string().describe("path of the library that lacks it"),
  version: z.string(),
  requiredBy: z.string(),
});
export type MissingVersion = z.infer<typeof missingVersionSchema>;

export const startErrorSchema = z.strictObject({
  texts: z
    .array(z.string())
    .describe("the part of the message that stays the same from version to version; one of these is in it"),
  exitCodes: z
    .array(z.number().int())
    .describe("what `docker run` exits with: one of these; empty: not foreseen"),
});
export type StartError = z.infer<typeof startErrorSchema>;

export const startPredictionSchema = z.strictObject({
  outcome: z
    .enum(["starts", "fails", "depends"])
    .describe("depends: on what an image does not say, such as the kernel; `reason` says on what"),
  stage: z
    .enum(["command", "user", "workdir", "lookup", "kernel", "loader", "program"])
    .describe("where it ends, or what it depends on; program: it got that far"),
  reason: z.string().describe("one sentence"),
  error: startErrorSchema.nullable().describe("what is said where it does not start; null: it starts"),
  argv: z.array(z.string()),
  chain: z
    .array(z.string())
    .describe("files that the kernel opens one after the other: program, script's interpreter, loader"),
  libraries: z
    .array(libraryUseSchema)
    .describe("in the loader's order; up to the first one missing, for glibc"),
  missingVersions: z.array(missingVersionSchema),
  limits: z.array(z.string()).describe("what could still stop it and can't be read from the image's files"),
});
/** What engine, kernel and loader would do with an image's command. */
export type StartPrediction = z.infer<typeof startPredictionSchema>;
