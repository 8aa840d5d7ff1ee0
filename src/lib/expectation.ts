import type { Observation } from "../../workbench/record/schema.ts";

/** Part of an observation: dotted keys, scalars equal, texts contained. */
export type Expectation = Readonly<Record<string, string | number | boolean | null>>;

export interface Expecting {
  readonly text: string;
  readonly expect: Expectation;
}

/** The value at a dotted path; `length` of lists and texts counts as a key. Undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: string): unknown {
  let at: unknown = value;
  for (const key of path.split(".")) {
    if (at === null || at === undefined) return undefined;
    at = (Object(at) as Readonly<Record<string, unknown>>)[key];
  }
  return at;
}

/** Does the observation agree with every key of the expectation? */
export function matches(observation: Observation, expectation: Expectation): boolean {
  return Object.entries(expectation).every(([path, wanted]) => {
    const seen = valueAt(observation, path);
    return typeof wanted === "string" && typeof seen === "string" ? seen.includes(wanted) : seen === wanted;
  });
}

/**
 * Index of the one choice that agrees with what was recorded. A prediction whose recording agrees with none,
 * or with several, has no answer: that throws, and so fails the site's build.
 */
export function rightChoice(id: string, choices: readonly Expecting[], observation: Observation): number {
  const right = choices.flatMap(({ expect }, index) => (matches(observation, expect) ? [index] : []));
  const [only, ...others] = right;
  if (only !== undefined && others.length === 0) return only;
  const which = right.length === 0 ? "none" : right.map((index) => `"${choices[index]?.text}"`).join(" and ");
  throw new Error(
    `Predict "${id}": exactly one choice must match the recording, but ${which} of them match it`,
  );
}
