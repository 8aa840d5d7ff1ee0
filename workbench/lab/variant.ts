import { createHash } from "node:crypto";
import { z } from "zod";
import { BadInput } from "./errors.ts";
import { variantSchema, type Variant, type Variants } from "./variants-schema.ts";

/** What a learner may be called: a name, a number, a seed of the grader's. */
export const learnerSchema = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[\w.@+-]+$/, "letters, digits and . _ @ + - only");

interface Varying {
  readonly id: string;
  readonly variants: Variants;
}

/**
 * The variant of one learner: of each pool the entry whose index is sha256("LAB:POOL:LEARNER"), its first six bytes
 * read as a whole number, modulo the pool's length. The same on every machine. Throws BadInput for an impossible name.
 */
export function variantOf(lab: Varying, learner: string): Variant {
  return pick(lab, learner, 0);
}

/** A variant of somebody else: in every pool the entry after the learner's own, so nothing in it is the same. */
export function anotherVariant(lab: Varying, learner: string): Variant {
  return pick(lab, learner, 1);
}

function pick(lab: Varying, learner: string, further: number): Variant {
  requireLearner(learner);
  return variantSchema.parse(
    Object.fromEntries(
      Object.entries(lab.variants).map(([pool, entries]) => {
        const hash = createHash("sha256").update(`${lab.id}:${pool}:${learner}`).digest();
        return [pool, entries[(hash.readUIntBE(0, 6) + further) % entries.length]];
      }),
    ),
  );
}

function requireLearner(learner: string): void {
  const parsed = learnerSchema.safeParse(learner);
  if (parsed.success) return;
  throw new BadInput(
    `"${learner}" can't be a learner's name: ${parsed.error.issues[0]?.message ?? ""}.`,
    "Give a short name or number, for example --learner ada.",
  );
}

/** Does every learner get the same lab? */
export function isSameForAll(lab: Varying): boolean {
  return Object.keys(lab.variants).length === 0;
}
