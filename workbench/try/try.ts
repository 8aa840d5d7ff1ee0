import { readFile } from "node:fs/promises";
import path from "node:path";
import { baseByReference } from "../bases/catalogue.ts";
import { basesWanted } from "../bases/dockerfile.ts";
import { BadInput } from "../lab/errors.ts";
import { limitsSchema } from "../lab/limits.ts";
import { prepareCast } from "../lab/prepare.ts";
import { Stage } from "../lab/stage.ts";
import { PROGRAMS } from "../programs/catalogue.ts";
import { attempt, type AttemptRequest } from "./attempt.ts";
import { absent, bringBases, candidates, tryEach, type BasesRequest } from "./bases.ts";
import type { Tried } from "./observe.ts";
import { finalBase, NoBase, type FinalBase } from "./final-base.ts";
import { trySchema, type TryResult } from "./schema.ts";

/** What trying a folder and trying an image have in common. */
export interface TryOptions extends BasesRequest {
  /** Ids of the catalogue or references. */
  readonly bases: readonly string[];
  /** Arguments in place of the image's CMD; empty for its own. */
  readonly command: readonly string[];
  readonly runSeconds: number;
  readonly buildSeconds: number;
  readonly jobs: number;
}

export interface TryRequest extends TryOptions {
  /** The learner's folder: it is read, and never written. */
  readonly dir: string;
  /** Path of the Dockerfile below it. */
  readonly dockerfile: string;
  readonly target?: string;
  readonly buildArgs: Readonly<Record<string, string>>;
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
    return reason === undefined ? attempt(part, reference, own?.ran ?? null) : absent(reference, reason);
  };
  const attempts = await tryEach(
    () => on(base.reference, null),
    others,
    request.jobs,
    on,
    request.onProgress,
  );
  return trySchema.parse({
    format: "groundwork.try/1",
    target: request.dir,
    dockerfile: request.dockerfile,
    line: base.line,
    base: base.reference,
    carried: null,
    command: [...request.command],
    attempts,
  });
}

function baseOf(text: string, { target, buildArgs, dockerfile }: TryRequest): FinalBase {
  try {
    return finalBase(text, { ...(target === undefined ? {} : { target }), buildArgs });
  } catch (error) {
    if (!(error instanceof NoBase)) throw error;
    throw new BadInput(`${dockerfile}: ${error.message}`, "Correct the Dockerfile, then try again.");
  }
}

/** The course's own programs, for a Dockerfile that was written in a lab. */
function programsIn(text: string): readonly string[] {
  const named = [...text.matchAll(/\bprograms\/([a-z0-9-]+)/g)].map((match) => match[1] ?? "");
  return [...new Set(named)].filter((id) => PROGRAMS.some((each) => each.id === id));
}
