import type { Judged, Reason, Verdict } from "./answer.ts";
import { RULES } from "./rules/all.ts";
import { costs } from "./rules/upkeep.ts";
import { factOf } from "./rules/rule.ts";
import type { Candidate, Evidence, Needs } from "./types.ts";

/** Holds every need against one base. */
export function judge(needs: Needs, base: Candidate, evidence: Evidence): Judged {
  const question = { needs, base, evidence };
  const reasons = RULES.flatMap((rule) => rule(question));
  const { id, reference, origin, note } = base;
  return { id, reference, origin, note, verdict: verdictOf(reasons), reasons, costs: costs(question) };
}

function verdictOf(reasons: readonly Reason[]): Verdict {
  const has = (holds: Reason["holds"]): boolean => reasons.some((reason) => reason.holds === holds);
  if (has("no")) return "does-not-fit";
  if (has("untold")) return "not-told";
  return has("add") ? "fits-with-additions" : "fits";
}

const ORDER: readonly Verdict[] = ["fits", "fits-with-additions", "not-told", "does-not-fit"];

/** Whether a base can be taken. */
export function fits({ verdict }: Judged): boolean {
  return verdict === "fits" || verdict === "fits-with-additions";
}

/**
 * All bases, judged, the best first: what fits, before what fits with additions, the least to add first. Among equals a
 * stand-in comes last, since its size is not its namesake's; then the smaller one is first, by the size that was asked
 * for, and of two as small the one with less to write.
 */
export function rank(needs: Needs, evidence: Evidence): Judged[] {
  const size = new Map(
    evidence.bases.map(({ id }) => [id, Number(factOf(evidence, needs.weigh, id)?.value ?? Infinity)]),
  );
  const weight = ({ reasons }: Judged): number => reasons.reduce((sum, reason) => sum + reason.weight, 0);
  const failed = ({ reasons }: Judged): number => reasons.filter(({ holds }) => holds === "no").length;
  const lines = ({ reasons }: Judged): number => reasons.filter(({ holds }) => holds === "line").length;
  const by = (value: (judged: Judged) => number) => (a: Judged, b: Judged) => value(a) - value(b);
  const measures = [
    by(({ verdict }) => ORDER.indexOf(verdict)),
    by(failed),
    by(weight),
    by(({ origin }) => (origin === "stand-in" ? 1 : 0)),
    by(({ id }) => size.get(id) ?? Infinity),
    by(lines),
  ];
  return evidence.bases
    .map((base) => judge(needs, base, evidence))
    .sort((a, b) => measures.map((measure) => measure(a, b)).find((difference) => difference !== 0) ?? 0);
}

/** Id of the base to take; null when none is known to fit. */
export function winnerOf(needs: Needs, evidence: Evidence): string | null {
  const [first] = rank(needs, evidence);
  return first !== undefined && fits(first) ? first.id : null;
}
