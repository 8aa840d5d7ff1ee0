import type { Citation, Holds, Reason } from "../answer.ts";
import type { Candidate, Evidence, Fact, NeedKey, Needs } from "../types.ts";

/** One base, what is asked of it, and what was recorded. */
export interface Question {
  readonly needs: Needs;
  readonly base: Candidate;
  readonly evidence: Evidence;
}

/** Holds one need against one base; nothing where the need asks nothing of a base. */
export type Rule = (question: Question) => Reason[];

/** The fact of this name about a base, a libc or `any`; null where no recording has it. */
export function factOf({ facts }: Evidence, name: string, about: string): Fact | null {
  return facts[name]?.[about] ?? null;
}

interface Said {
  readonly says: string;
  readonly lines?: readonly string[];
  readonly weight?: number;
}

/** One reason, with its facts cited. Facts that no recording has are left out. */
export function reason(
  evidence: Evidence,
  need: NeedKey,
  holds: Holds,
  facts: readonly [name: string, fact: Fact | null][],
  { says, lines = [], weight = 0 }: Said,
): Reason {
  const seen = facts.flatMap(([, fact]) => (fact === null ? [] : [cite(evidence, fact)]));
  return { need, fact: facts[0]?.[0] ?? "", holds, says, seen, lines, weight, published: null };
}

function cite({ recordings }: Evidence, { of, place, words, base }: Fact): Citation {
  const recording = recordings[of.split("/")[0] ?? ""];
  if (recording === undefined) throw new Error(`the evidence does not say where ${of} is from`);
  const { recordedAt, platform, bases } = recording;
  return { of, place, words, recordedAt, platform, base: base === null ? null : (bases[base] ?? null) };
}

/** Whether what a base lacks or weighs tells of its namesake: a stand-in shares the property that is taught, and no other. */
export function absenceTells({ origin }: Candidate): boolean {
  return origin !== "stand-in";
}
