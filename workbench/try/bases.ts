import { baseById, baseByReference } from "../bases/catalogue.ts";
import { normalReference } from "../bases/reference.ts";
import type { ResolvedBase } from "../bases/types.ts";
import type { Engine } from "../engine/types.ts";
import { inOrder } from "../in-order.ts";
import { prepareCast } from "../lab/prepare.ts";
import { attemptOn, type Tried } from "./observe.ts";
import type { Attempt } from "./schema.ts";

export interface BasesRequest {
  readonly engine: Engine;
  readonly signal?: AbortSignal;
  readonly onProgress: (line: string) => void;
}

/** Bases as the engine has them, and why some of those asked for can't be had, by reference. */
export interface Brought {
  readonly bases: readonly ResolvedBase[];
  readonly missing: ReadonlyMap<string, string>;
}

/** References of the bases asked for (ids or references), each once, without the one that an image stands on already. Pure. */
export function candidates(named: readonly string[], own: string | null): readonly string[] {
  const references = named.map((name) => baseById(name)?.reference ?? name);
  const others = new Map(references.map((reference) => [normalReference(reference), reference]));
  if (own !== null) others.delete(normalReference(own));
  return [...others.values()];
}

/** Gets the catalogue's bases one by one: one that can't be had is no reason to try none. */
export async function bringBases(
  { engine, onProgress, signal }: BasesRequest,
  named: readonly string[],
): Promise<Brought> {
  const missing = new Map<string, string>();
  const bases: ResolvedBase[] = [];
  const entries = new Set(
    named.map((name) => baseById(name) ?? baseByReference(name)).filter((each) => each !== undefined),
  );
  for (const entry of entries) {
    try {
      const cast = await prepareCast(engine, { bases: [entry.id], programs: [] }, { onProgress, signal });
      bases.push(...cast.bases);
    } catch (error) {
      signal?.throwIfAborted();
      missing.set(entry.reference, error instanceof Error ? error.message : String(error));
    }
  }
  return { bases, missing };
}

/** The attempt on a base that can't be had. */
export function absent(reference: string, reason: string): Tried {
  const why = "The base can't be had on this machine, so nothing was tried.";
  const on = { reference, own: false, started: Date.now() };
  return { attempt: attemptOn(on, { verdict: "fault", says: reason, why }), ran: null };
}

/** Tries the own base first, then the others measured by it, some at a time; a line of progress for each. */
export async function tryEach(
  own: () => Promise<Tried>,
  others: readonly string[],
  jobs: number,
  onOther: (reference: string, own: Tried) => Promise<Tried>,
  onProgress: (line: string) => void,
): Promise<Attempt[]> {
  const told = ({ attempt }: Tried): Attempt => {
    onProgress(`${attempt.base}: ${WORDS[attempt.verdict]}`);
    return attempt;
  };
  const first = await own();
  const shown = told(first);
  return [shown, ...(await inOrder(others, jobs, async (each) => told(await onOther(each, first))))];
}

/** Each verdict in words. */
export const WORDS: Readonly<Record<Attempt["verdict"], string>> = {
  works: "works",
  differs: "works, and prints something else",
  breaks: "breaks",
  "not-built": "does not build",
  fault: "could not be tried",
};
