import type { ResolvedReference } from "../../bases/dockerfile.ts";
import type { Claim } from "./types.ts";

/**
 * The first reference of a Dockerfile that a lab does not allow, as the claim that it breaks; null when all are allowed.
 * Stages and the course's programs are always allowed. Pure.
 * @param only ids of the bases that may be named; null when the lab does not mind
 * @param names what a Dockerfile says for each of these ids
 * @param file the Dockerfile, as the learner knows it
 */
export function refusedBase(
  references: readonly ResolvedReference[],
  only: readonly string[] | null,
  names: readonly string[],
  file: string,
): Claim | null {
  if (only === null) return null;
  const refused = references.find(
    ({ kind, id }) => kind !== "stage" && kind !== "program" && (id === null || !only.includes(id)),
  );
  if (!refused) return null;
  return {
    code: "base-not-allowed",
    expected: `this lab is done with ${names.join(", ")} and the course's programs`,
    seen: `Line ${refused.line} takes ${refused.reference}.`,
    cause:
      "In life that may be a good choice. Here it would answer the question that the lab asks, so it was not even built.",
    where: `${file}, line ${refused.line}`,
  };
}
