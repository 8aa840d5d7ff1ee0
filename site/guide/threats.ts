// Docusaurus loads this file through jiti, which does not find the export `z` of zod.
import * as z from "zod";
import { parse } from "yaml";

const proofSchema = z.strictObject({
  file: z.string().endsWith(".test.ts"),
  tests: z
    .array(z.string().min(1))
    .min(1)
    .describe("titles as the file has them, those of the groups around one before it, joined by ' > '"),
});

const threatSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    says: z.string().min(1).describe("what somebody does, in a sentence"),
    held: z.enum(["yes", "partly", "no"]),
    how: z.string().min(1).nullable().default(null).describe("what stands against it"),
    open: z.string().min(1).nullable().default(null).describe("what of it is not held, and what you can do"),
    canary: z
      .string()
      .nullable()
      .default(null)
      .describe("the canary's limit that is tried on your own machine before each class"),
    proof: z.array(proofSchema).default([]),
  })
  .refine(({ held, proof }) => held === "no" || proof.length > 0, "what is held must name a test")
  .refine(({ held, how }) => held === "no" || how !== null, "what is held must say how")
  .refine(({ held, open }) => (held === "yes") === (open === null), "say what is open, unless all is held");
export type Threat = z.infer<typeof threatSchema>;

const threatsSchema = z.strictObject({
  format: z.literal("groundwork.threats/1"),
  groups: z
    .array(
      z.strictObject({
        id: z.string(),
        threats: z.array(threatSchema).min(1),
      }),
    )
    .min(1),
});
export type ThreatGroup = z.infer<typeof threatsSchema>["groups"][number];

/** Reads the register of threats. Throws ZodError naming the key that is wrong, Error for an id that stands twice. */
export function parseThreats(text: string): readonly ThreatGroup[] {
  const { groups } = threatsSchema.parse(parse(text));
  const seen = new Set<string>();
  for (const { id } of groups.flatMap(({ threats }) => threats)) {
    if (seen.has(id)) throw new Error(`the threat "${id}" stands twice`);
    seen.add(id);
  }
  return groups;
}
