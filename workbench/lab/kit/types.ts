import type {
  BuildOutcome,
  BuildRequest,
  RunOutcome,
  RunRequest,
  ServeOutcome,
  ServeRequest,
} from "../../engine/types.ts";
import type { ResolvedBase } from "../../bases/types.ts";
import type { ElfFacts, ImageFacts } from "../../image/types.ts";
import type { LayerChanges } from "../../image/layers/changes.ts";
import type { z } from "zod";
import type { Registry } from "../registry.ts";

/** An image that a task built from the learner's files. Pass it to `run`, `look` or `file`. */
export interface BuiltImage {
  readonly id: string;
  /** Folder that it was built from, as the learner knows it. */
  readonly from: string;
}

/** What a learner reads when a claim does not hold, in this order. */
export interface Claim {
  /** Short stable code of this kind of failure, for example `loader-missing`. */
  readonly code: string;
  /** What had to be true. */
  readonly expected: string;
  /** What was seen, whole. */
  readonly seen: string;
  /** The likely cause in plain words; derived from what was observed. */
  readonly cause: string;
  /** File (and line) to look at, relative to the lab's folder. */
  readonly where: string;
  /** The engine's own text, where it said something. */
  readonly engineText?: string | null;
}

export interface BenchBuild extends Partial<
  Pick<BuildRequest, "target" | "buildArgs" | "noCache" | "pull" | "builder">
> {
  /** Dockerfile inside the folder. Default: `Dockerfile`. */
  readonly dockerfile?: string;
  /** What other image a name of the Dockerfile means in this build, by names that `name` gave. */
  readonly instead?: Readonly<Record<string, string>>;
}

/** What a task works with. Everything it starts is removed after the run, whatever happens. */
export interface Bench {
  /** Builds a folder of the learner's; a failed build fails the task with the engine's own text and a cause. */
  build(folder: string, options?: BenchBuild): Promise<BuiltImage>;
  /** The same, as a value. */
  tryBuild(folder: string, options?: BenchBuild): Promise<BuildOutcome>;
  /** Builds a Dockerfile of the test's own, to set a scene; `files` go into its context (text, or the path of a file on disk). */
  scene(
    dockerfile: string,
    files?: Readonly<Record<string, string | { readonly path: string }>>,
    options?: Pick<BenchBuild, "pull" | "noCache">,
  ): Promise<BuiltImage>;
  /** The same, as a value: for a scene that stands on an image of the learner's and can fail because of it. An engine that fails is still a fault. */
  tryScene(
    dockerfile: string,
    files?: Readonly<Record<string, string | { readonly path: string }>>,
  ): Promise<BuildOutcome>;
  /** From now on, `FROM reference` in any Dockerfile of this run means this image: what `docker build -t` does. A later call moves the name. */
  name(reference: string, image: BuiltImage): Promise<void>;
  /** Runs to the end and returns what was seen; a non-zero exit is a value, not an error. */
  run(image: BuiltImage, request?: Omit<RunRequest, "image">): Promise<RunOutcome>;
  /** A network without a way out, which `run` and `serve` may name. */
  network(name: string): Promise<void>;
  /** Starts an image that goes on running; `run` may share its namespaces as `container:NAME`. A server that does not get ready is a value. */
  serve(name: string, image: BuiltImage, request?: Omit<ServeRequest, "image">): Promise<ServeOutcome>;
  /** A real registry, to push to and pull from, which Dockerfiles call `localhost:5000`; the lab must list the base `registry`. */
  registry(): Promise<Registry>;
  /** Reads the whole image: layers, files, config, libc, loaders, shells. */
  look(image: BuiltImage): Promise<ImageFacts>;
  /** What each layer of an image adds, changes, deletes and wastes, base first. */
  changes(image: BuiltImage): Promise<readonly LayerChanges[]>;
  /** ELF facts of one file of an image; null when the file is absent or no ELF file. Follows symlinks. */
  elf(image: BuiltImage, path: string): Promise<ElfFacts | null>;
  /** Text of one file of an image; null when it is absent or no regular file. Follows symlinks. */
  file(image: BuiltImage, path: string): Promise<string | null>;
  /** ELF facts of a catalogue program's main executable. */
  programElf(id: string): Promise<ElfFacts>;
  /** Facts of a base as it stands in this engine. */
  base(id: string): ResolvedBase;
  /** Reads a base like `look`. */
  lookBase(id: string): Promise<ImageFacts>;
  /** Text of one handed-in file; a missing file fails the task. */
  text(path: string): Promise<string>;
  /** answers.json, checked by a schema; a malformed file fails the task and names the key. */
  answers<T>(schema: z.ZodType<T>): Promise<T>;
  /** The learner's own values of the lab's `variants`, checked by a schema. */
  variant<T>(schema: z.ZodType<T>): T;
  /** A function that the learner wrote: the named export of a handed-in TypeScript file. Each call runs in a thread of its own with a time limit, so arguments and results are plain data (Maps are fine). */
  learner<Args extends readonly unknown[], Result>(
    file: string,
    exportName: string,
  ): Promise<(...args: Args) => Promise<Result>>;
  /** Fails the task with this claim unless `holds`. */
  claim(holds: boolean, claim: Claim): asserts holds;
  /** Short random text, new in every run, so that no submission can hard-code it. */
  readonly token: string;
  /** A whole number from `min` to `max`, new in every run (the same seed gives the same numbers). */
  random(min: number, max: number): number;
}
