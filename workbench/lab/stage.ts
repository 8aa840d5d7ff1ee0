import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import {
  baseLookup,
  resolveDockerfile,
  restoreNames,
  type Lookup,
  type ResolvedReference,
  type Stand,
} from "../bases/dockerfile.ts";
import { normalReference } from "../bases/reference.ts";
import type { ResolvedBase } from "../bases/types.ts";
import { Scope } from "../engine/scope.ts";
import type {
  BuildOutcome,
  BuildProgress,
  BuildRequest,
  Engine,
  RunOutcome,
  RunRequest,
  ServeOutcome,
  ServeRequest,
} from "../engine/types.ts";
import { Registry, SHOWN_REGISTRY } from "./registry.ts";
import { temporaryFolder } from "../temporary.ts";

/** Program images by catalogue id: what `COPY --from=programs/esbuild` stands for in this engine. */
export type ProgramImages = Readonly<Record<string, string>>;

/** Files of a context that a test or an experiment writes itself: text, or the path of a file or folder on disk. */
export type SceneFiles = Readonly<Record<string, string | { readonly path: string }>>;

/** `dockerfileText` is what is built in place of the file, as its author would write it. */
export interface StageBuild extends Omit<BuildRequest, "tag" | "labels"> {
  /** Names that mean another image in this build: those of the catalogue too, which `name` can't move. */
  readonly instead?: Readonly<Record<string, string>>;
}

/**
 * Where labs and experiments build and run: references in Dockerfiles are resolved through the catalogue, the engine's
 * texts speak of the references that the author wrote, and everything is removed when the stage is disposed.
 */
export class Stage implements AsyncDisposable {
  readonly scope: Scope;
  readonly bases: readonly ResolvedBase[];
  readonly programs: ProgramImages;
  readonly #lookup: Lookup;
  readonly #named = new Map<string, Stand>();
  #registry: Registry | undefined;
  /** Networks and servers by the names that the author gave them. */
  readonly #places = new Map<string, string>();

  constructor(engine: Engine, bases: readonly ResolvedBase[], programs: ProgramImages, runId?: string) {
    this.scope = new Scope(engine, runId);
    this.bases = bases;
    this.programs = programs;
    const base = baseLookup(bases);
    this.#lookup = (reference) =>
      base(reference) ??
      programStand(reference, programs) ??
      this.#named.get(normalReference(reference)) ??
      this.#inRegistry(reference);
  }

  /**
   * From now on `reference` in a Dockerfile means this image, which was built on this stage: what `docker build -t` does.
   * Given to another image later, the name moves. A name of the catalogue keeps its meaning.
   */
  async name(reference: string, imageId: string): Promise<void> {
    const image = await this.scope.tag(imageId);
    this.#named.set(normalReference(reference), { kind: "named", id: reference, image });
  }

  /** Builds a folder with its Dockerfile's references resolved. A missing Dockerfile is a `context` failure. */
  async build({ instead = {}, ...request }: StageBuild): Promise<BuildOutcome> {
    const file = path.join(request.contextDir, request.dockerfile ?? "Dockerfile");
    const text = request.dockerfileText ?? (await readFile(file, "utf8").catch(() => null));
    if (text === null) return this.scope.build(request);
    const moved = new Map(Object.entries(instead).map(([from, to]) => [normalReference(from), to]));
    const lookup: Lookup = (name) => this.#lookup(moved.get(normalReference(name)) ?? name);
    const resolved = resolveDockerfile(text, lookup, request.buildArgs);
    const outcome = await this.scope.build({
      ...request,
      dockerfileText: resolved.text,
      onLine: request.onLine && ((line) => request.onLine?.(restoreNames(line, resolved.references))),
      onProgress: request.onProgress && ((said) => request.onProgress?.(restored(said, resolved.references))),
    });
    return inAuthorsWords(outcome, text, (said) => restoreNames(said, resolved.references));
  }

  /** Which images a Dockerfile's text names, and what each stands for here. */
  references(text: string, buildArgs?: Readonly<Record<string, string>>): readonly ResolvedReference[] {
    return resolveDockerfile(text, this.#lookup, buildArgs).references;
  }

  /** Builds a Dockerfile given as text, with further files in its context. */
  async scene(
    dockerfile: string,
    files: SceneFiles = {},
    rest: Partial<StageBuild> = {},
  ): Promise<BuildOutcome> {
    const dir = await temporaryFolder("scene");
    try {
      await writeFile(path.join(dir, "Dockerfile"), dockerfile);
      for (const [name, content] of Object.entries(files)) await place(path.join(dir, name), content);
      return await this.build({ ...rest, contextDir: dir });
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }

  /** Names in `network` and `pid` may be those that `network` and `serve` of this stage have given. */
  run(request: RunRequest): Promise<RunOutcome> {
    return this.scope.run(this.#placed(request));
  }

  /** A network of this stage, without a way out unless told otherwise; later requests may name it. */
  async network(name: string, options?: { readonly internal?: boolean }): Promise<void> {
    this.#places.set(name, await this.scope.network(options));
  }

  /** Starts a server; later requests may share its namespaces as `container:NAME`. */
  async serve(name: string, request: ServeRequest): Promise<ServeOutcome> {
    const outcome = await this.scope.serve(this.#placed(request));
    if (outcome.ok) this.#places.set(`container:${name}`, `container:${outcome.server.id}`);
    return outcome;
  }

  /**
   * A real registry; the base `registry` must be listed. A Dockerfile names what is in it as `localhost:5000/NAME`, with
   * tag, digest or both; a run can share its network as `container:registry`.
   */
  async registry(): Promise<Registry> {
    this.#registry = await Registry.start(this.scope, this.bases);
    this.#places.set("container:registry", `container:${this.#registry.server.id}`);
    return this.#registry;
  }

  /** The engine gives the registry any free port, so a Dockerfile can't know it. */
  #inRegistry(reference: string): Stand | null {
    const name = reference.startsWith(SHOWN_REGISTRY) ? reference.slice(SHOWN_REGISTRY.length) : null;
    if (name === null || !this.#registry) return null;
    return { kind: "named", id: reference, image: this.#registry.reference(name) };
  }

  #placed<Request extends RunRequest | ServeRequest>(request: Request): Request {
    const { network, pid } = request;
    return {
      ...request,
      network: network && (this.#places.get(network) ?? network),
      pid: pid && (this.#places.get(pid) ?? pid),
    };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.scope[Symbol.asyncDispose]();
  }
}

/** `programs/esbuild` in a Dockerfile stands for the image that holds that program. */
function programStand(reference: string, programs: ProgramImages): ReturnType<Lookup> {
  const id = /^programs\/([a-z0-9-]+)$/.exec(reference)?.[1];
  const image = id === undefined ? undefined : programs[id];
  return id === undefined || image === undefined ? null : { kind: "program", id, image };
}

async function place(file: string, content: string | { readonly path: string }): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  if (typeof content === "string") await writeFile(file, content);
  else await cp(content.path, file, { recursive: true });
}

function restored(said: BuildProgress, references: readonly ResolvedReference[]): BuildProgress {
  if (said.kind === "output") return { ...said, line: restoreNames(said.line, references) };
  return { ...said, text: restoreNames(said.text, references) };
}

/** The line's text as the author wrote it, and the engine's texts with the author's references. */
function inAuthorsWords(
  outcome: BuildOutcome,
  dockerfile: string,
  restore: (said: string) => string,
): BuildOutcome {
  if (outcome.ok) return { ...outcome, log: restore(outcome.log) };
  return {
    ...outcome,
    message: restore(outcome.message),
    output: restore(outcome.output),
    log: restore(outcome.log),
    instruction: outcome.instruction === null ? null : restore(outcome.instruction),
    line: outcome.line !== null && outcome.line <= dockerfile.split("\n").length ? outcome.line : null,
  };
}
