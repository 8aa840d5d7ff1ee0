import type { Cast } from "../lab/prepare.ts";
import { SHOWN_REGISTRY } from "../lab/registry.ts";
import type { Stage } from "../lab/stage.ts";
import type { BuildOutcome, ListedSize, ServeRequest } from "../engine/types.ts";
import { readImage, type ImageRead } from "../image/read.ts";
import { notesOf } from "../image/notes/notes.ts";
import { wantsNote } from "../image/notes/wants.ts";
import type { KeepOptions } from "../image/keep.ts";
import { wantsStart } from "../image/start/wants.ts";
import { PLATFORMS, programPlatform } from "../programs/catalogue.ts";
import { ensurePrograms } from "../programs/ensure.ts";
import { stateDir } from "../state.ts";
import { configFields } from "./config-fields.ts";
import { buildCommand, inspectCommand, runCommand } from "./commands.ts";
import { imageFields } from "./image-fields.ts";
import { recordedGroundwork } from "./groundwork.ts";
import { loadersOf } from "./loaders.ts";
import { matrixOf, type MatrixCell } from "./matrix.ts";
import { baseOf } from "./base.ts";
import { measured } from "./measured.ts";
import { programElf } from "./program-elf.ts";
import { recordedServer } from "./served.ts";
import { observationSchema, type Observation } from "./schema.ts";
import { startFields } from "./start.ts";
import { steadyDigests, steadyText } from "./steady.ts";
import { surfaceOf } from "./surface.ts";
import { recordedRegistry } from "./transfers.ts";
import type {
  BuildStep,
  GroundworkStep,
  Loaders,
  RecordedRegistry,
  RecordedServer,
  Recorder,
  RecorderOptions,
  RunStep,
  StartStep,
  Subject,
} from "./types.ts";

type ObservationOf<Kind extends Observation["kind"]> = Extract<Observation, { kind: Kind }>;

/** Builds, runs and reads on a stage, and keeps what was seen under the experiment's own keys. */
export class StageRecorder implements Recorder {
  readonly observations: Record<string, Observation> = {};
  readonly pages: () => Promise<string>;
  readonly #stage: Stage;
  readonly #cast: Cast;
  readonly #onProgress: (line: string) => void;
  readonly #signal: AbortSignal | undefined;
  readonly #names = new Map<string, string>();
  #registryPlace = SHOWN_REGISTRY;

  get loaders(): Loaders {
    return loadersOf(this.#stage.scope.engine.facts.platform);
  }

  constructor(stage: Stage, cast: Cast, { onProgress, pages, signal }: RecorderOptions) {
    this.#stage = stage;
    this.#cast = cast;
    this.#onProgress = onProgress;
    this.pages = pages;
    this.#signal = signal;
  }

  async build(key: string, step: BuildStep): Promise<Subject> {
    const outcome = await this.#buildStep(key, step);
    if (!outcome.ok)
      throw new Error(`The build "${key}" was meant to succeed: ${outcome.message}\n${outcome.log}`);
    this.#names.set(key, step.tag ?? key);
    await this.#stage.name(step.tag ?? key, outcome.imageId);
    return { key, image: outcome.imageId };
  }

  async failBuild(key: string, step: BuildStep): Promise<void> {
    const outcome = await this.#buildStep(key, step);
    if (outcome.ok) throw new Error(`The build "${key}" was meant to fail, and it succeeded.`);
    if (outcome.kind === "engine") throw new Error(`The engine failed during "${key}": ${outcome.message}`);
  }

  base(id: string): Subject {
    const base = this.#cast.bases.find((each) => each.id === id);
    if (!base) throw new Error(`The experiment does not list the base "${id}".`);
    this.#names.set(id, base.reference);
    return { key: id, image: base.image };
  }

  async run(key: string, subject: Subject, step: RunStep): Promise<ObservationOf<"run">> {
    this.#begin(key);
    const { title, steady = true, ...request } = step;
    const ran = await this.#stage.run({ ...request, image: subject.image, signal: this.#signal });
    return this.#keep(key, {
      kind: "run",
      title,
      command: runCommand(this.#names.get(subject.key) ?? subject.key, request),
      image: subject.key,
      started: ran.started,
      exitCode: ran.exitCode,
      stdout: steadyText(ran.stdout),
      stderr: steadyText(ran.stderr),
      engineError: ran.engineError === null ? null : steadyText(ran.engineError),
      oomKilled: ran.oomKilled,
      timedOut: ran.timedOut,
      steady,
    });
  }

  async groundwork(key: string, subject: Subject, step: GroundworkStep): Promise<string> {
    this.#begin(key);
    const [name, words] = [this.#names.get(subject.key) ?? subject.key, step.words.map(this.#inRegistry)];
    const { stdout, observation } = await recordedGroundwork(step, subject, name, words, this.#signal);
    this.#keep(key, observation);
    return stdout;
  }

  network(name: string): Promise<void> {
    return this.#stage.network(name);
  }

  async serve(
    name: string,
    subject: Subject,
    step: Omit<ServeRequest, "image" | "labels"> = {},
  ): Promise<RecordedServer> {
    const outcome = await this.#stage.serve(name, { ...step, image: subject.image });
    if (outcome.ok)
      return recordedServer(outcome.server, name, subject.key, (key, observation) => {
        this.#begin(key);
        this.#keep(key, observation);
      });
    throw new Error(`The server "${name}" did not get ready: ${outcome.message}\n${outcome.stderr}`);
  }

  async registry(): Promise<RecordedRegistry> {
    const registry = await this.#stage.registry();
    this.#registryPlace = registry.reference("");
    return recordedRegistry(registry, this.#names, (key, observation) => {
      this.#begin(key);
      this.#keep(key, observation);
    });
  }

  async image(
    key: string,
    subject: Subject,
    title: string,
    { steady = true }: { readonly steady?: boolean } = {},
  ): Promise<ObservationOf<"image">> {
    this.#begin(key);
    const facts = await measured(this.#stage.scope.engine, subject.image);
    const baseLayers = new Set(await this.#baseLayers(subject));
    return this.#keep(key, {
      kind: "image",
      title,
      image: subject.key,
      ...imageFields(facts, baseLayers),
      ...(steady ? {} : { steady: false as const }),
    });
  }

  async surface(key: string, subject: Subject, title: string): Promise<ObservationOf<"surface">> {
    this.#begin(key);
    const image = await this.#read(subject);
    return this.#keep(key, { kind: "surface", title, image: subject.key, ...surfaceOf(notesOf(image)) });
  }

  async baseFacts(key: string, subject: Subject, title: string): Promise<ObservationOf<"base">> {
    this.#begin(key);
    // What a base weighs is known since it was obtained; to compress all of them again would take a minute.
    const known = this.#cast.bases.find(({ id }) => id === subject.key);
    const image = known
      ? { ...(await this.#read(subject)), compressedBytes: known.compressedBytes }
      : await measured(this.#stage.scope.engine, subject.image, wantsNote);
    return this.#keep(key, { kind: "base", title, image: subject.key, ...baseOf(image) });
  }

  listedSize(subject: Subject): Promise<ListedSize> {
    return this.#stage.scope.engine.listedSize(subject.image);
  }

  async remove(subject: Subject): Promise<void> {
    await this.#stage.scope.engine.removeImage(subject.image);
  }

  async config(key: string, subject: Subject, title: string): Promise<ObservationOf<"config">> {
    this.#begin(key);
    const { config } = await this.#read(subject);
    return this.#keep(key, {
      kind: "config",
      title,
      command: inspectCommand(this.#names.get(subject.key) ?? subject.key),
      image: subject.key,
      ...configFields(config),
    });
  }

  async foreignProgram(id: string): Promise<{ readonly path: string }> {
    const here = programPlatform(this.#stage.scope.engine.facts.platform);
    const other = PLATFORMS.find((platform) => platform !== here) ?? here;
    const [program] = await ensurePrograms([id], other, { stateDir: stateDir(), signal: this.#signal });
    if (!program) throw new Error(`The catalogue has no program "${id}" for ${other}.`);
    return { path: program.path };
  }

  async programElf(key: string, programId: string, title: string): Promise<void> {
    this.#begin(key);
    this.#keep(key, await programElf(this.#cast.programs, programId, title));
  }

  async start(key: string, subject: Subject, { title, run, path }: StartStep): Promise<void> {
    this.#begin(key);
    const image = await this.#read(subject, wantsStart);
    this.#keep(key, { kind: "start", title, image: subject.key, run, ...startFields(image, path) });
  }

  matrix(key: string, title: string, cells: readonly MatrixCell[]): void {
    this.#begin(key);
    this.#keep(key, matrixOf(key, title, cells, this.observations));
  }

  figure(
    key: string,
    figure: { title: string; value: number; unit: string; stable: boolean; from: readonly string[] },
  ): void {
    this.#begin(key);
    this.#keep(key, { kind: "figure", ...figure, from: [...figure.from] });
  }

  async #buildStep(key: string, step: BuildStep): Promise<BuildOutcome> {
    this.#begin(key);
    const outcome = await this.#stage.scene(this.#inRegistry(step.dockerfile), step.files, {
      noCache: step.noCache,
      pull: step.pull,
      platform: step.platform,
      builder: step.builder,
      signal: this.#signal,
    });
    this.#keep(key, {
      kind: "build",
      title: step.title,
      command: buildCommand(step.tag ?? key, step),
      dockerfile: steadyDigests(step.dockerfile),
      ok: outcome.ok,
      failure: outcome.ok
        ? null
        : {
            kind: outcome.kind,
            line: outcome.line,
            instruction: outcome.instruction,
            exitCode: outcome.exitCode,
            message: steadyText(outcome.message),
            output: steadyText(outcome.output),
          },
    });
    return outcome;
  }

  /** The reader's registry has a port that everybody knows; ours has any that was free. */
  readonly #inRegistry = (text: string): string => text.replaceAll(SHOWN_REGISTRY, this.#registryPlace);

  /** Layers of the base that a build stands on: the longest base whose layers begin this image's list. */
  async #baseLayers(subject: Subject): Promise<readonly string[]> {
    const own = (await this.#stage.scope.engine.image(subject.image))?.layers ?? [];
    let found: readonly string[] = [];
    for (const base of this.#cast.bases) {
      if (base.id === "scratch" || base.id === subject.key) continue;
      const layers = (await this.#stage.scope.engine.image(base.image))?.layers ?? [];
      if (layers.length > found.length && layers.every((digest, index) => own[index] === digest))
        found = layers;
    }
    return found;
  }

  #read({ image }: Subject, wantFiles: KeepOptions["wantFiles"] = wantsNote): Promise<ImageRead> {
    const options = { measureCompressed: false, wantFiles };
    return readImage((take) => this.#stage.scope.saveInto(image, take), options);
  }

  #begin(key: string): void {
    if (key in this.observations) throw new Error(`The key "${key}" was recorded twice.`);
    this.#signal?.throwIfAborted();
    this.#onProgress(key);
  }

  #keep<Kind extends Observation["kind"]>(
    key: string,
    observation: ObservationOf<Kind>,
  ): ObservationOf<Kind> {
    observationSchema.parse(observation);
    this.observations[key] = observation;
    return observation;
  }
}
