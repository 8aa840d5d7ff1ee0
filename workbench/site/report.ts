import { z } from "zod";

/** What `groundwork site` made, as `--json` prints it and as a published folder says of itself. */
export const siteReportSchema = z.strictObject({
  format: z.literal("groundwork.site/1"),
  kind: z.enum(["folder", "zip", "image"]),
  path: z.string().optional().describe("of the folder or the zip"),
  basePath: z.string().optional().describe("path that a folder has to be served under"),
  origin: z.string().optional().describe("where absolute addresses lead"),
  repository: z.string().optional().describe("where pages can be edited"),
  builtFrom: z.string().optional().describe("fingerprint of all that the pages are made of"),
  files: z.number().int().optional(),
  bytes: z.number().int().optional().describe("of the zip"),
  tag: z.string().optional().describe("name of the image"),
  imageId: z.string().optional(),
  platform: z.string().optional(),
  unpackedBytes: z.number().int().optional().describe("sum of the image's layers as tars"),
});
export type SiteReport = z.infer<typeof siteReportSchema>;
