import { createHash } from "node:crypto";

/** Everything that decides a grade. When one of them changes, it is graded again. */
export interface KeyParts {
  readonly submission: string;
  readonly lab: string;
  readonly variant: unknown;
  readonly revision: string;
  readonly privateTests: string | null;
  readonly grader: string;
  readonly limits: unknown;
  /** Digests of the bases, by id. */
  readonly bases: Readonly<Record<string, string>>;
}

/** The key of a grade: equal for two students who handed in the same files for the same variant. Pure. */
export function gradeKey(parts: KeyParts): string {
  return createHash("sha256").update(ordered(parts)).digest("hex");
}

/** JSON with the keys of each object in order: how a value was made changes nothing. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
