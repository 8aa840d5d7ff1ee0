import type { Builder, ListedSize, RunRequest, ServeRequest } from "../engine/types.ts";
import type { SceneFiles } from "../lab/stage.ts";
import type { Observation } from "./schema.ts";

/** An image that an experiment may run or read: a build's key or a base's id. */
export interface Subject {
  readonly key: string;
  readonly image: string;
}

export interface BuildStep {
  readonly title: string;
  /** As the reader would write it: `FROM alpine:3.24`, `COPY --from=programs/esbuild /esbuild /app`. */
  readonly dockerfile: string;
  /** Further files of the context. */
  readonly files?: SceneFiles;
  /** Name the reader would give it: in the shown command, and in the `FROM` of later builds. Default: the key. */
  readonly tag?: string;
  readonly noCache?: boolean;
  /** Asks the registry what each FROM means now: `docker build --pull`. */
  readonly pull?: boolean;
  /** Of the image; nothing of it can be run where that is not the engine's. */
  readonly platform?: string;
  /** The classic builder keeps no layers of its own, so what is removed is gone and is pulled again. Default: the engine's. */
  readonly builder?: Builder;
}

export interface RunStep extends Omit<RunRequest, "image" | "signal" | "labels"> {
  readonly title: string;
  /** False when the output holds timings or the like, so that `record --check` does not compare it. Default: true. */
  readonly steady?: boolean;
}

/** One of our own commands, as a person would run it. */
export interface GroundworkStep {
  readonly title: string;
  /** Words after `npx groundwork`; IMAGE stands for the subject. */
  readonly words: readonly string[];
  /** Only so many of the first lines are kept, as by `| head -n`. */
  readonly head?: number;
  /** False when the output holds times or the like. Default: true. */
  readonly steady?: boolean;
}

/** A start to be worked out. */
export interface StartStep {
  readonly title: string;
  /** Key of the run that shows what really happened. */
  readonly run: string;
  /** A program to start in place of the image's command. */
  readonly path?: string;
}

/** Paths that differ from processor to processor. */
export interface Loaders {
  readonly glibc: string;
  readonly musl: string;
  /** Where Debian keeps libraries. */
  readonly folder: string;
}

/** What an experiment works with. Each call records one observation under its key. */
export interface Recorder {
  /** Those of the platform that is recorded on. */
  readonly loaders: Loaders;
  build(key: string, step: BuildStep): Promise<Subject>;
  /** Records a build that is meant to fail; it is an error when it succeeds. */
  failBuild(key: string, step: BuildStep): Promise<void>;
  base(id: string): Subject;
  /** Folder with the pages of this course, built for the base path `/`. Records nothing. */
  pages(): Promise<string>;
  run(key: string, subject: Subject, step: RunStep): Promise<Extract<Observation, { kind: "run" }>>;
  /** A network without a way out; a `run` or `serve` may name it. */
  network(name: string): Promise<void>;
  /** Starts a server, for later steps to talk to; a `run` may share its namespaces as `container:NAME`. What it is asked is recorded. */
  serve(
    name: string,
    subject: Subject,
    step?: Omit<ServeRequest, "image" | "labels">,
  ): Promise<RecordedServer>;
  /** A real registry, `localhost:5000` in Dockerfiles and commands; the experiment must list the base `registry`. */
  registry(): Promise<RecordedRegistry>;
  /** One of our own commands about an image, in a process of its own. Returns the whole of what it printed. */
  groundwork(key: string, subject: Subject, step: GroundworkStep): Promise<string>;
  /** Both sizes, layers and libc. `steady: false` where the build fetched packages: sizes then follow the mirror and are not compared. */
  image(
    key: string,
    subject: Subject,
    title: string,
    options?: { readonly steady?: boolean },
  ): Promise<Extract<Observation, { kind: "image" }>>;
  /** What the engine's own lists say of an image, for a `figure`. */
  listedSize(subject: Subject): Promise<ListedSize>;
  /** Removes a build from the engine, as `docker rmi` does; records nothing. */
  remove(subject: Subject): Promise<void>;
  /** Packages, executables, setuid files, shells, package managers and the default user, counted in the image's files. */
  surface(key: string, subject: Subject, title: string): Promise<Extract<Observation, { kind: "surface" }>>;
  /** Everything that one has to know of a base before choosing it: both sizes, and what its files tell. */
  baseFacts(key: string, subject: Subject, title: string): Promise<Extract<Observation, { kind: "base" }>>;
  /** What the image says of how to start it, as `docker image inspect` shows it. */
  config(key: string, subject: Subject, title: string): Promise<Extract<Observation, { kind: "config" }>>;
  /** File of a catalogue program as it is built for the other processor: arm64 where the engine is amd64, and the other way round. */
  foreignProgram(id: string): Promise<{ readonly path: string }>;
  /** What would happen on starting it, worked out from the image's files and held against a run that is recorded too. */
  start(key: string, subject: Subject, step: StartStep): Promise<void>;
  /** ELF facts of a catalogue program. */
  programElf(key: string, programId: string, title: string): Promise<void>;
  matrix(
    key: string,
    title: string,
    cells: readonly { row: string; column: string; works: boolean; run: string }[],
  ): void;
  figure(
    key: string,
    figure: { title: string; value: number; unit: string; stable: boolean; from: readonly string[] },
  ): void;
}

/** What a recorder is given by whoever starts it. */
export interface RecorderOptions {
  /** Told each key before its step is taken. */
  readonly onProgress: (key: string) => void;
  readonly pages: () => Promise<string>;
  readonly signal?: AbortSignal | undefined;
}

/** A running container whose answers are recorded. It is gone with the experiment, or when it is disposed. */
export interface RecordedServer extends AsyncDisposable {
  /** `docker exec` in it; a command that can't be started is recorded like one that fails. */
  exec(key: string, title: string, command: readonly string[]): Promise<void>;
  /** `docker cp` of one file of text out of it: no program of the container takes part. */
  copy(key: string, title: string, path: string): Promise<void>;
  /** Waits for the image's own first health check, and records what it said. */
  health(key: string, title: string): Promise<void>;
  /** `docker stop -t SECONDS`, and how its first process ended. Returns the milliseconds that it took. */
  stop(key: string, title: string, seconds: number): Promise<number>;
}

/** A registry whose pushes and pulls are recorded. */
export interface RecordedRegistry {
  /** Pushes under the name that the reader would give it. */
  push(key: string, subject: Subject, title: string): Promise<void>;
  /** Pulls what was pushed; the image stays until the experiment ends. */
  pull(key: string, subject: Subject, title: string): Promise<void>;
  /** Pushes as `name:tag`. Records nothing. */
  publish(subject: Subject, name: string): Promise<void>;
  /** Pulls `name:tag`, so that the engine knows it by that name. Records nothing. */
  hold(name: string): Promise<void>;
  /** Moves a tag of the same repository to what `name:tag` means, in the registry alone. Records nothing. */
  tag(name: string, tag: string): Promise<void>;
  /** Digest that `name:tag` means now. Records nothing. */
  digest(name: string): Promise<string>;
  /** Puts an index over tags of the same repository, one for each platform. Records nothing. */
  index(name: string, tags: readonly string[]): Promise<string>;
  /** Takes the engine's own name of a pulled image away, as `docker rmi` does. Records nothing. */
  forget(name: string): Promise<boolean>;
}

export interface Experiment {
  /** Same as the file's name and the recording's: `03-scratch`. */
  readonly id: string;
  readonly bases: readonly string[];
  readonly programs: readonly string[];
  run(recorder: Recorder): Promise<void>;
}
