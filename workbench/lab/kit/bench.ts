import { readFile } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import type { ResolvedBase } from "../../bases/types.ts";
import { EngineFault } from "../../engine/errors.ts";
import type { BuildOutcome, RunOutcome, RunRequest, ServeOutcome, ServeRequest } from "../../engine/types.ts";
import { readElfFile } from "../../image/elf.ts";
import { changesOf, type LayerChanges } from "../../image/layers/changes.ts";
import type { ElfFacts, ImageFacts } from "../../image/types.ts";
import type { ImageReader } from "../inspect.ts";
import type { Registry } from "../registry.ts";
import type { Stage, SceneFiles } from "../stage.ts";
import { causeOfBuild } from "./causes.ts";
import { describeBuild } from "./describe.ts";
import { ClaimFailed } from "./failure.ts";
import { baseById } from "../../bases/catalogue.ts";
import { inputsOf, isForeign } from "../inputs.ts";
import { buildLimits, runLimits } from "../limits.ts";
import { refusedBase } from "./allowed.ts";
import { wasKilled } from "./gone.ts";
import { learnerFunction, type Caller } from "./learner.ts";
import type { Provided } from "./provided.ts";
import { Variation } from "./random.ts";
import type { TaskTeller } from "./teller.ts";
import type { Bench, BenchBuild, BuiltImage, Claim } from "./types.ts";

/** What a build of the test's own is called. */
const SCENE = "the scene";

interface BenchParts {
  readonly provided: Provided;
  readonly taskId: string;
  readonly teller: TaskTeller;
  readonly caller: Caller | undefined;
}

/** The bench of one task: real builds and runs, judged by what is seen. */
export class TaskBench implements Bench {
  readonly token: string;
  readonly #stage: Stage;
  readonly #provided: Provided;
  readonly #reader: ImageReader;
  readonly #variation: Variation;
  readonly #teller: TaskTeller;

  readonly #caller: Caller | undefined;
  #sawKill = false;
  /** The parts of the hand-in that this task may read; null: all. */
  readonly #inputs: ReadonlySet<string> | null;

  /** `caller`: where learners' functions are called; left out for a thread of this process. */
  constructor(stage: Stage, reader: ImageReader, { provided, taskId, teller, caller }: BenchParts) {
    this.#caller = caller;
    this.#stage = stage;
    this.#teller = teller;
    this.#provided = provided;
    this.#reader = reader;
    this.#variation = new Variation(`${provided.seed}:${taskId}`);
    this.#inputs = inputsOf(provided.manifest, taskId);
    this.token = this.#variation.token();
  }

  /** Whether something of this task was killed from outside. */
  get sawKill(): boolean {
    return this.#sawKill;
  }

  async build(folder: string, options: BenchBuild = {}): Promise<BuiltImage> {
    return built(
      await this.tryBuild(folder, options),
      folder,
      path.posix.join(folder, options.dockerfile ?? "Dockerfile"),
    );
  }

  async tryBuild(folder: string, options: BenchBuild = {}): Promise<BuildOutcome> {
    this.#requireOwn(folder);
    await this.#refuse(folder, options);
    const contextDir = path.join(this.#provided.targetDir, folder);
    const limits = buildLimits(this.#provided.manifest.limits);
    const onProgress = this.#teller.build(folder);
    const outcome = await this.#stage.build({ ...limits, contextDir, ...options, onProgress });
    this.#sawKill ||= !outcome.ok && wasKilled(outcome);
    return outcome;
  }

  /** A task is checked when its files were saved, and graded by them: what it reads besides would go unseen. */
  #requireOwn(file: string): void {
    if (isForeign(this.#provided.manifest, this.#inputs, file))
      throw new Error(`This task reads ${file}, which is not among its files in lab.yaml.`);
  }

  async #refuse(folder: string, { dockerfile = "Dockerfile", buildArgs }: BenchBuild): Promise<void> {
    const only = this.#provided.manifest.onlyBases;
    const file = path.posix.join(folder, dockerfile);
    const text = await readFile(path.join(this.#provided.targetDir, file), "utf8").catch(() => null);
    if (only === null || text === null) return;
    const names = only.map((id) => baseById(id)?.reference ?? id);
    const claim = refusedBase(this.#stage.references(text, buildArgs), only, names, file);
    if (claim) throw new ClaimFailed(claim);
  }

  async scene(
    dockerfile: string,
    files: SceneFiles = {},
    options: Pick<BenchBuild, "pull" | "noCache"> = {},
  ): Promise<BuiltImage> {
    const onProgress = this.#teller.build(SCENE);
    const outcome = await this.#stage.scene(dockerfile, files, { ...options, onProgress });
    if (outcome.ok) return { id: outcome.imageId, from: SCENE };
    // A scene is the test's own: when it can't be built, the learner did nothing wrong.
    throw new EngineFault(
      `A scene of this lab could not be built: ${outcome.message}\n${outcome.log}`,
      "Run `groundwork doctor`.",
    );
  }

  async tryScene(dockerfile: string, files: SceneFiles = {}): Promise<BuildOutcome> {
    const outcome = await this.#stage.scene(dockerfile, files, { onProgress: this.#teller.build(SCENE) });
    if (!outcome.ok && outcome.kind === "engine")
      throw new EngineFault(outcome.message, "Run `groundwork doctor`, then try again.");
    return outcome;
  }

  name(reference: string, image: BuiltImage): Promise<void> {
    return this.#stage.name(reference, image.id);
  }

  async run(image: BuiltImage, request: Omit<RunRequest, "image"> = {}): Promise<RunOutcome> {
    const limits = runLimits(this.#provided.manifest.limits);
    const { started: onStarted, ended } = this.#teller.container(image.from);
    // The container goes while the task goes on: what is still there at the end, the runner removes.
    const told = { onStarted, onRemoval: () => undefined };
    const ran = await this.#stage.run({ ...limits, ...request, image: image.id, ...told });
    ended(ran);
    this.#sawKill ||= wasKilled(ran);
    return ran;
  }

  network(name: string): Promise<void> {
    return this.#stage.network(name);
  }

  serve(name: string, image: BuiltImage, request: Omit<ServeRequest, "image"> = {}): Promise<ServeOutcome> {
    return this.#stage.serve(name, { ...request, image: image.id });
  }

  registry(): Promise<Registry> {
    return this.#stage.registry();
  }

  look(image: BuiltImage): Promise<ImageFacts> {
    return this.#reader.look(image.id);
  }

  async changes(image: BuiltImage): Promise<readonly LayerChanges[]> {
    return changesOf((await this.look(image)).layers);
  }

  elf(image: BuiltImage, file: string): Promise<ElfFacts | null> {
    return this.#reader.elf(image.id, file);
  }

  async file(image: BuiltImage, path: string): Promise<string | null> {
    return (await this.#reader.file(image.id, path))?.toString("utf8") ?? null;
  }

  async programElf(id: string): Promise<ElfFacts> {
    const program = this.#provided.programs[id];
    const facts = program ? await readElfFile(program.path) : null;
    if (!facts) throw new Error(`The lab's manifest does not list the program "${id}".`);
    return facts;
  }

  base(id: string): ResolvedBase {
    const base = this.#provided.bases.find((each) => each.id === id);
    if (!base) throw new Error(`The lab's manifest does not list the base "${id}".`);
    return base;
  }

  lookBase(id: string): Promise<ImageFacts> {
    return this.#reader.look(this.base(id).image);
  }

  async text(file: string): Promise<string> {
    this.#requireOwn(file);
    try {
      return await readFile(path.join(this.#provided.targetDir, file), "utf8");
    } catch {
      throw new ClaimFailed({
        code: "file-missing",
        expected: `a file ${file}`,
        seen: "There is none.",
        cause: "It was removed or renamed.",
        where: file,
      });
    }
  }

  async answers<T>(schema: z.ZodType<T>): Promise<T> {
    const text = await this.text("answers.json");
    const parsed = schema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw answersClaim(`${issue?.path.join(".") || "the file"}: ${issue?.message ?? "not valid"}`);
  }

  variant<T>(schema: z.ZodType<T>): T {
    return schema.parse(this.#provided.variant);
  }

  learner<Args extends readonly unknown[], Result>(
    file: string,
    exportName: string,
  ): Promise<(...args: Args) => Promise<Result>> {
    return learnerFunction<Args, Result>(this.#provided.targetDir, file, exportName, this.#caller);
  }

  claim(holds: boolean, claim: Claim): asserts holds {
    if (!holds) throw new ClaimFailed(claim);
  }

  random(min: number, max: number): number {
    return this.#variation.integer(min, max);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw answersClaim(`It is no valid JSON: ${(error as Error).message}`);
  }
}

function answersClaim(seen: string): ClaimFailed {
  return new ClaimFailed({
    code: "answers-malformed",
    expected: "answers.json holds an answer for each question, in the form that the starter shows",
    seen,
    cause: "An answer is missing, misspelt or of another kind.",
    where: "answers.json",
  });
}

function built(outcome: BuildOutcome, folder: string, where: string): BuiltImage {
  if (outcome.ok) return { id: outcome.imageId, from: folder };
  if (outcome.kind === "engine")
    throw new EngineFault(outcome.message, "Run `groundwork doctor`, then try again.");
  throw new ClaimFailed({
    code: `build-${outcome.kind}`,
    expected: `\`docker build ${folder}\` gives an image`,
    seen: describeBuild(outcome),
    cause: causeOfBuild(outcome),
    where: outcome.line === null ? where : `${where}, line ${outcome.line}`,
    engineText: outcome.message,
  });
}
