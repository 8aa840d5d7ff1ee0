import { readFile } from "node:fs/promises";
import path from "node:path";
import { baseByReference, baseById } from "../bases/catalogue.ts";
import { basesWanted } from "../bases/dockerfile.ts";
import { normalReference } from "../bases/reference.ts";
import type { ResolvedBase } from "../bases/types.ts";
import type { Engine } from "../engine/types.ts";
import { BadInput } from "../lab/errors.ts";
import { limitsSchema } from "../lab/limits.ts";
import { prepareCast } from "../lab/prepare.ts";
import { Stage } from "../lab/stage.ts";
import { PROGRAMS } from "../programs/catalogue.ts";
import { attempt, type AttemptRequest, type Tried } from "./attempt.ts";
import { finalBase, NoBase, type FinalBase } from "./final-base.ts";
import { inOrder } from "../in-order.ts";
import { trySchema, type Attempt, type TryResult } from "./schema.ts";

export interface TryRequest {
  /** The learner's folder: it is read, and never written. */
  readonly dir: string;
  /** Path of the Dockerfile below it. */
  readonly dockerfile: string;
  /** Ids of the catalogue or references. */
  readonly bases: readonly string[];
  readonly command: readonly string[];
  readonly target?: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly runSeconds: number;
  readonly buildSeconds: number;
  readonly jobs: number;
  readonly engine: Engine;
  readonly signal?: AbortSignal;
  readonly onProgress: (line: string) => void;
}

/**
 * Builds and runs a folder's image on its own base and on each of the others, and says what works, what breaks and why.
 * Everything that it makes is removed again. Throws BadInput when there is no Dockerfile, or no base in it.
 */
export async function tryBases(request: TryRequest): Promise<TryResult> {
  const text = await readFile(path.join(request.dir, request.dockerfile), "utf8").catch(() => null);
  if (text === null)
    throw new BadInput(
      `There is no ${request.dockerfile} in ${request.dir}.`,
      "Name the folder that holds it, or the file with --file.",
    );
  const base = baseOf(text, request);
  const others = candidates(request.bases, base.reference);
  const wanted = basesWanted(text, (reference) => baseByReference(reference)?.id, request.buildArgs);
  const { bases, missing } = await bringBases(request, [...wanted, ...others]);
  const { programImages } = await prepareCast(
    request.engine,
    { bases: [], programs: programsIn(text) },
    request,
  );
  await using stage = new Stage(request.engine, bases, programImages);
  const part: AttemptRequest = {
    ...request,
    stage,
    base,
    contextDir: path.resolve(request.dir),
    runMs: request.runSeconds * 1000,
    limits: limitsSchema.parse({ buildSeconds: request.buildSeconds }),
  };
  const on = async (reference: string, own: Tried | null): Promise<Tried> => {
    const reason = missing.get(reference);
    const tried =
      reason === undefined ? await attempt(part, reference, own?.ran ?? null) : absent(reference, reason);
    request.onProgress(`${tried.attempt.base}: ${WORDS[tried.attempt.verdict]}`);
    return tried;
  };
  const own = await on(base.reference, null);
  const rest = await inOrder(others, request.jobs, (reference) => on(reference, own));
  return trySchema.parse({
    format: "groundwork.try/1",
    target: request.dir,
    dockerfile: request.dockerfile,
    line: base.line,
    base: base.reference,
    command: [...request.command],
    attempts: [own, ...rest].map((each) => each.attempt),
  });
}

/** Each verdict in words. */
export const WORDS: Readonly<Record<Attempt["verdict"], string>> = {
  works: "works",
  differs: "works, and prints something else",
  breaks: "breaks",
  "not-built": "does not build",
  fault: "could not be tried",
};

function baseOf(text: string, { target, buildArgs, dockerfile }: TryRequest): FinalBase {
  try {
    return finalBase(text, { ...(target === undefined ? {} : { target }), buildArgs });
  } catch (error) {
    if (!(error instanceof NoBase)) throw error;
    throw new BadInput(`${dockerfile}: ${error.message}`, "Correct the Dockerfile, then try again.");
  }
}

/** References of the bases asked for, each once, without the one that it stands on already. */
function candidates(named: readonly string[], own: string): readonly string[] {
  const references = named.map((name) => baseById(name)?.reference ?? name);
  const others = new Map(references.map((reference) => [normalReference(reference), reference]));
  others.delete(normalReference(own));
  return [...others.values()];
}

/** Gets the catalogue's bases one by one: one that can't be had is no reason to try none. */
async function bringBases(
  { engine, onProgress, signal }: TryRequest,
  named: readonly string[],
): Promise<{ bases: readonly ResolvedBase[]; missing: ReadonlyMap<string, string> }> {
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

/** The course's own programs, for a Dockerfile that was written in a lab. */
function programsIn(text: string): readonly string[] {
  const named = [...text.matchAll(/\bprograms\/([a-z0-9-]+)/g)].map((match) => match[1] ?? "");
  return [...new Set(named)].filter((id) => PROGRAMS.some((each) => each.id === id));
}

function absent(reference: string, reason: string): Tried {
  return {
    ran: null,
    attempt: {
      base: reference,
      own: false,
      verdict: "fault",
      line: null,
      exitCode: null,
      says: reason,
      why: "The base can't be had on this machine, so nothing was tried.",
      unpackedBytes: null,
      compressedBytes: null,
      durationMs: 0,
    },
  };
}
