import { z } from "zod";
import { startPredictionSchema } from "../../image/start/schema.ts";
import { inspectionSchema } from "../schema.ts";

const index = z.number().int().nonnegative().describe("place of an image in `images`");
const perImage = <T extends z.ZodType>(schema: T) => z.array(schema).describe("one for each image, in order");

/** What `groundwork compare --json` prints. */
export const comparisonSchema = z.strictObject({
  schema: z.literal("groundwork.compare/1"),
  images: z.array(inspectionSchema).min(2),
  sharedLayers: z
    .array(z.strictObject({ digest: z.string(), unpackedBytes: z.number().int(), images: z.array(index) }))
    .describe("layers that more than one of the images has: stored once, sent once"),
  commands: z.strictObject({
    everywhere: z.number().int().describe("how many names PATH finds in every image"),
    only: perImage(z.array(z.string())).describe("names that PATH finds in this image alone"),
    moved: z
      .array(z.strictObject({ name: z.string(), paths: perImage(z.string().nullable()) }))
      .describe("names that it finds elsewhere: where one image has the command, another has nothing"),
  }),
  packages: z.strictObject({
    same: z.number().int().describe("how many packages are in every image, in one version"),
    only: perImage(z.array(z.string())),
    differ: z.array(
      z.strictObject({
        name: z.string(),
        versions: perImage(z.string().nullable()),
        newest: z.array(index).describe("where it is newest; empty where that can't be told"),
      }),
    ),
  }),
  moves: z
    .array(
      z.strictObject({
        from: index,
        to: index,
        verdict: z.enum(["fits", "mind", "does not fit"]),
        why: z.string(),
      }),
    )
    .describe("whether dynamic programs that run in one image find their libc in another"),
  starts: z
    .array(z.strictObject({ program: z.string(), from: index, to: index, prediction: startPredictionSchema }))
    .describe("each image's own program, its file alone copied to the same path of another image"),
});
export type Comparison = z.infer<typeof comparisonSchema>;
