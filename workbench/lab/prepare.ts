import { ensureBases } from "../bases/ensure.ts";
import type { ResolvedBase } from "../bases/types.ts";
import type { Engine } from "../engine/types.ts";
import { ensurePrograms } from "../programs/ensure.ts";
import { ensureProgramImage } from "../programs/image.ts";
import type { Program } from "../programs/types.ts";
import { stateDir } from "../state.ts";

/** The cast of a lab or an experiment, as it stands in one engine. */
export interface Cast {
  readonly bases: readonly ResolvedBase[];
  readonly programs: readonly Program[];
  /** Program image by catalogue id. */
  readonly programImages: Readonly<Record<string, string>>;
}

export interface PrepareOptions {
  readonly onProgress?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** Gets the bases and programs that are named: pulls, builds or finds them, with a progress line for each that takes time. */
export async function prepareCast(
  engine: Engine,
  wanted: { readonly bases: readonly string[]; readonly programs: readonly string[] },
  options: PrepareOptions = {},
): Promise<Cast> {
  const given = { stateDir: stateDir(), ...options };
  const [bases, programs] = await Promise.all([
    ensureBases(engine, wanted.bases, given),
    ensurePrograms(wanted.programs, engine.facts.platform, given),
  ]);
  const images = await Promise.all(programs.map((program) => ensureProgramImage(engine, program)));
  const programImages = Object.fromEntries(programs.map(({ id }, index) => [id, images[index] ?? ""]));
  return { bases, programs, programImages };
}
