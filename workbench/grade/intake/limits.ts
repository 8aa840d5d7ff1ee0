import { z } from "zod";

/** What one hand-in may bring along. What a lab takes of it is limited by the lab's manifest, file by file. */
export const intakeLimitsSchema = z
  .strictObject({
    entries: z.number().int().positive().default(2000).describe("files, folders and links of one hand-in"),
    classEntries: z
      .number()
      .int()
      .positive()
      .default(200_000)
      .describe("the same, of an archive with a whole class in it"),
    archiveBytes: z
      .number()
      .int()
      .positive()
      .default(16_000_000)
      .describe("of one student's archive as it was sent"),
    unpackedBytes: z
      .number()
      .int()
      .positive()
      .default(64_000_000)
      .describe("that one student's archive says to hold, or that come out of it"),
    ratio: z
      .number()
      .positive()
      .default(200)
      .describe("unpacked bytes for each packed one, above a megabyte: more is a bomb"),
    cloneSeconds: z.number().positive().default(60).describe("until fetching one repository is given up"),
  })
  .prefault({});
export type IntakeLimits = z.infer<typeof intakeLimitsSchema>;
