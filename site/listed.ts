import type { Observation, Provenance, Recording } from "../workbench/record/schema.ts";

/** A recording as the page of all recordings lists it: on what it was made, and what it holds. */
export interface Listed {
  readonly experiment: string;
  /** The command that records it again. */
  readonly command: string;
  readonly provenance: Provenance;
  readonly observations: readonly {
    readonly key: string;
    readonly kind: Observation["kind"];
    readonly title: string;
  }[];
}

/** What the list tells of a recording; what was observed stays with the chapters. Pure. */
export function toListed({ experiment, command, provenance, observations }: Recording): Listed {
  const told = Object.entries(observations).map(([key, { kind, title }]) => ({ key, kind, title }));
  return { experiment, command, provenance, observations: told };
}
