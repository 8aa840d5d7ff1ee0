import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalogue } from "../../../workbench/bases/catalogue.ts";
import { ensureBases } from "../../../workbench/bases/ensure.ts";
import { Scope } from "../../../workbench/engine/scope.ts";
import type { Engine, RunOutcome } from "../../../workbench/engine/types.ts";
import { readImage } from "../../../workbench/image/read.ts";
import { predictStart } from "../../../workbench/image/start/predict.ts";
import type { StartPrediction } from "../../../workbench/image/start/types.ts";
import { wantsStart } from "../../../workbench/image/start/wants.ts";
import { PROGRAMS } from "../../../workbench/programs/catalogue.ts";
import { ensurePrograms } from "../../../workbench/programs/ensure.ts";
import { ensureProgramImage } from "../../../workbench/programs/image.ts";
import type { Program } from "../../../workbench/programs/types.ts";
import { stateDir } from "../../../workbench/state.ts";
import { disagreement } from "./agree.ts";

/** Programs that are started. A native addon is none: Node loads it. */
export const STARTED = PROGRAMS.filter(({ isAddon }) => !isAddon).map(({ id }) => id);

/** One program on one base: what was predicted of it, and what a container did. */
export interface Cell {
  readonly base: string;
  readonly program: string;
  readonly predicted: StartPrediction;
  readonly really: RunOutcome;
  readonly disagreement: string | null;
}

/** Bases that can be had here: all with a recipe, scratch, and those that the engine holds already. */
export async function basesAtHand(engine: Engine): Promise<string[]> {
  const held = await Promise.all(
    catalogue.map(async ({ recipe, inRegistry, reference }) => {
      return recipe !== null || !inRegistry || (await engine.image(reference)) !== null;
    }),
  );
  return catalogue.filter((_, index) => held[index]).map(({ id }) => id);
}

/** The programs of the catalogue, laid over one base after the other. */
export class Matrix implements AsyncDisposable {
  readonly #engine: Engine;
  readonly #scope: Scope;
  readonly #programs: readonly Program[];
  /** Tag of an image that holds all of them, so that a base gets them in one step. */
  readonly #together: string;

  private constructor(engine: Engine, scope: Scope, programs: readonly Program[], together: string) {
    this.#engine = engine;
    this.#scope = scope;
    this.#programs = programs;
    this.#together = together;
  }

  static async open(engine: Engine): Promise<Matrix> {
    const scope = new Scope(engine);
    const programs = await ensurePrograms(STARTED, engine.facts.platform, { stateDir: stateDir() });
    const copies: string[] = [];
    for (const program of programs)
      copies.push(`COPY --from=${await ensureProgramImage(engine, program)} / /`);
    const image = await engine.image(await build(scope, ["FROM scratch", ...copies, ""].join("\n")));
    return new Matrix(engine, scope, programs, image?.tags[0] ?? "");
  }

  /** All programs on one base: one image, read once, and one container for each program. */
  async cellsOf(baseId: string): Promise<Cell[]> {
    const [base] = await ensureBases(this.#engine, [baseId], { stateDir: stateDir() });
    if (!base) throw new Error(`There is no base ${baseId}.`);
    await using scope = new Scope(this.#engine);
    const image = await build(scope, `FROM ${base.image}\nCOPY --from=${this.#together} / /\n`);
    const options = { wantFiles: wantsStart, measureCompressed: false };
    const read = await readImage(await this.#engine.save(image), options);
    const cells: Cell[] = [];
    for (const program of this.#programs) {
      const { path, args } = startOf(program);
      const predicted = predictStart(read, { path });
      const really = await scope.run({ image, entrypoint: [path], command: args });
      const wrong = disagreement(predicted, really, program.version);
      cells.push({ base: baseId, program: program.id, predicted, really, disagreement: wrong });
    }
    return cells;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#scope[Symbol.asyncDispose]();
  }
}

/** Builds a Dockerfile that needs no files beside it. Returns the image's id. */
async function build(scope: Scope, dockerfileText: string): Promise<string> {
  const contextDir = await mkdtemp(join(tmpdir(), "groundwork-predict-"));
  try {
    const built = await scope.build({ contextDir, dockerfileText });
    if (!built.ok) throw new Error(`${built.message}\n${built.log}`);
    return built.imageId;
  } finally {
    await rm(contextDir, { recursive: true, force: true });
  }
}

/** Where the program's image has it, and what makes it print its version. */
function startOf(program: Program): { path: string; args: string[] } {
  const [beside] = Object.values(program.beside);
  if (beside === undefined) return { path: `/${program.id}`, args: ["--version"] };
  const name = program.path.slice(program.path.lastIndexOf("/") + 1);
  return { path: `/${program.id}/${name}`, args: [`/${program.id}/${beside}`, "--version"] };
}
