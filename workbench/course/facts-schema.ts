import { z } from "zod";

const common = {
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .describe("stable name"),
  says: z.string().min(10).describe("the fact, in one sentence"),
};

/** A fact of the field: shown in a chapter or a lab, or not shown, with the reason. */
export const factSchema = z.union([
  z.strictObject({
    ...common,
    shown: z
      .array(z.string().regex(/^\d{2}-[a-z0-9-]+#[a-z0-9-]+$/, "PAGE#ANCHOR"))
      .min(1)
      .describe("sections of the course that show it in a run"),
  }),
  z.strictObject({
    ...common,
    why: z.string().min(10).describe("why it is not shown here"),
    source: z.string().describe("who says so, as a name that can be looked up"),
  }),
]);
export type Fact = z.infer<typeof factSchema>;

/** `docs/reference/facts.yaml`. */
export const factsSchema = z.strictObject({
  format: z.literal("groundwork.facts/1"),
  facts: z.array(factSchema).min(1),
});
