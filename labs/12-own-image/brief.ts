import { z } from "zod";
import type { Bench } from "../../workbench/lab/kit/index.ts";

/** What one learner was asked for: his entries of the pools in lab.yaml. */
const briefSchema = z.strictObject({
  user: z.number(),
  web: z.strictObject({ port: z.number(), limit: z.number() }),
  api: z.strictObject({ port: z.number(), zone: z.string(), limit: z.number() }),
  tool: z.strictObject({
    program: z.enum(["sass-musl", "biome-musl"]),
    twin: z.string(),
    script: z.string(),
    shell: z.boolean(),
    limit: z.number(),
  }),
});
export type Brief = z.infer<typeof briefSchema>;

export const NAMES = ["web", "api", "tool"] as const;
export type Name = (typeof NAMES)[number];

export const briefOf = (bench: Bench): Brief => bench.variant(briefSchema);

/** Must the image have a shell, must it have none, or is it the learner's choice? */
export function shellRule(brief: Brief, name: Name): "some" | "none" | "free" {
  if (name === "api") return "free";
  return name === "tool" && brief.tool.shell ? "some" : "none";
}
