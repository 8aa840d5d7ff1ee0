import { z } from "zod";

const name = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]*$/, "a word of letters and digits that begins with a small letter");
const value = z.union([z.string(), z.number(), z.boolean()]);

/** One pool of `variants:` in lab.yaml: each learner gets one of its entries, a value or a few values that belong together. */
const poolSchema = z
  .array(z.union([value, z.record(name, value)]))
  .min(2, "a pool of one entry is the same for everybody");

export const variantsSchema = z
  .record(name, poolSchema)
  .describe(
    "pools of values; which entry of each is a learner's follows from the lab's id and the learner's name",
  );
export type Variants = z.infer<typeof variantsSchema>;

/** The values of one learner, by the names of their pools. */
export const variantSchema = z.record(name, z.union([value, z.record(name, value)]));
export type Variant = z.infer<typeof variantSchema>;
