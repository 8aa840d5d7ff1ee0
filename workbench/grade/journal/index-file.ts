import { z } from "zod";
import { verdictSchema } from "../../lab/results.ts";
import { overrideSchema } from "../schema/marks.ts";
import { GENESIS, type Entry } from "./entry.ts";

/** Where a grade stands in the journal, and what a list of the class needs of it. */
const placeSchema = z.strictObject({
  at: z.number().int().nonnegative(),
  bytes: z.number().int().positive(),
  hash: z.string(),
  pseudonym: z.string(),
  lab: z.string(),
  verdict: verdictSchema,
  gradedAt: z.string(),
});
export type Place = z.infer<typeof placeSchema>;

/**
 * What is known of the journal up to one of its lines. The file that holds it is a memory and nothing more: without it,
 * or where it does not fit, the journal is read again.
 */
export const indexSchema = z.strictObject({
  format: z.literal("groundwork.journal-index/1"),
  /** The last line that it knows. */
  tip: z.strictObject({
    seq: z.number().int().min(-1),
    hash: z.string(),
    at: z.number().int().nonnegative(),
    end: z.number().int().nonnegative(),
  }),
  /** When the journal was written last; a file that was written since is looked at again. */
  changedMs: z.number(),
  grades: z.record(z.string(), placeSchema),
  overrides: z.array(overrideSchema),
});
export type JournalIndex = z.infer<typeof indexSchema>;

/** What is known of a journal without lines. */
export function emptyIndex(): JournalIndex {
  return {
    format: "groundwork.journal-index/1",
    tip: { seq: -1, hash: GENESIS, at: 0, end: 0 },
    changedMs: 0,
    grades: {},
    overrides: [],
  };
}

/** Takes one more line into the index. A grade that failed for our reasons never takes the place of a real one. */
export function take(index: JournalIndex, entry: Entry, at: number, bytes: number): void {
  index.tip = { seq: entry.seq, hash: entry.hash, at, end: at + bytes + 1 };
  const { body } = entry;
  if (body.kind === "override") {
    const { pseudonym, lab } = body.override;
    index.overrides = index.overrides.filter((each) => each.pseudonym !== pseudonym || each.lab !== lab);
    index.overrides.push(body.override);
  }
  if (body.kind !== "grade") return;
  const { key, pseudonym, lab, verdict, gradedAt } = body.grade;
  const before = index.grades[key];
  if (verdict === "not-gradable" && before && before.verdict !== "not-gradable") return;
  index.grades[key] = { at, bytes, hash: entry.hash, pseudonym, lab, verdict, gradedAt };
}
