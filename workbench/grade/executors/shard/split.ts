import { z } from "zod";
import type { Keyed } from "../../schema/class.ts";

/** One part of a class that is graded in parts, for example by the machines of a CI matrix. */
export const shardSchema = z.strictObject({
  index: z.number().int().positive().describe("from 1"),
  of: z.number().int().positive(),
});
export type Shard = z.infer<typeof shardSchema>;

/**
 * Reads `2/4`. Throws RangeError, whose message says what was wrong.
 */
export function parseShard(text: string): Shard {
  const [, index, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (shardSchema.safeParse(shard).success && shard.index <= shard.of) return shard;
  throw new RangeError(
    'Write it as I/N, for example 2/4 for the second of four: "1/4" to "4/4" are all of them.',
  );
}

/**
 * Which shard grades which key. Decided by the class alone, never by what is graded already or where: each key falls to
 * one shard, each lab's keys are spread as evenly as can be, and every machine comes to the same answer. Pure.
 * @returns the shard's number, from 1, by key
 */
export function shardsOf(
  submissions: readonly Pick<Keyed, "key" | "lab">[],
  of: number,
): ReadonlyMap<string, number> {
  const labs = new Map(submissions.map(({ key, lab }) => [key, lab]));
  // Code units, not a language's order: that may differ between machines.
  const ordered = [...labs]
    .map(([key, lab]) => `${lab}\n${key}`)
    .toSorted((one, other) => (one < other ? -1 : 1));
  return new Map(ordered.map((each, at) => [each.slice(each.indexOf("\n") + 1), (at % of) + 1]));
}
