import { z } from "zod";
import { REASONS } from "./reasons.ts";
import { OUTCOMES } from "./starts.ts";

const reference = z.string().regex(/^[\w./:@-]+$/, "a base as FROM would name it");
const reasons = Object.keys(REASONS) as [keyof typeof REASONS, ...(keyof typeof REASONS)[]];

/** What speaks against a base. */
export const OBJECTIONS = [
  "loader-missing",
  "library-missing",
  "too-large",
  "has-shell",
  "no-shell",
] as const;

const choiceSchema = z.strictObject({
  base: reference,
  because: z
    .array(z.enum(reasons))
    .min(2)
    .max(3)
    .refine((all) => new Set(all).size === all.length, "each reason once"),
  against: z.strictObject({ base: reference, because: z.enum(OBJECTIONS) }),
});
export type ChoiceAnswer = z.infer<typeof choiceSchema>;

/** The form of answers.json. */
export const answersSchema = z.strictObject({
  starts: z.record(z.string(), z.enum(OUTCOMES)),
  web: choiceSchema,
  api: choiceSchema,
  tool: choiceSchema,
});
