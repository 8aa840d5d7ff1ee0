import type { Builder, BuildOutcome, BuildRequest } from "./build/types.ts";
import type { Confinement } from "./confinement.ts";
import type { PushOutcome, PushRequest, RegisteredOutcome } from "./push-types.ts";

/** What goes into the engine and what comes back: plain values, so that no lab ever parses a thrown text. */

export type {
  Builder,
  BuildFailure,
  BuildFailureKind,
  BuildOutcome,
  BuildProgress,
  BuildRequest,
  BuildSuccess,
} from "./build/types.ts";

export interface RunRequest {
  /** Tag, digest or id of an image that the engine holds. */
  readonly image: string;
  /** Replaces the image's CMD. */
  readonly command?: readonly string[];
  /** Replaces the image's ENTRYPOINT; an empty list clears it. */
  readonly entrypoint?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: string;
  readonly workdir?: string;
  /** `none` unless told otherwise: most programs of a lab need no network. `container:ID` shares another's. */
  readonly network?: string;
  /** Further names of the container in its network. */
  readonly aliases?: readonly string[];
  /** `container:ID`: sees that container's processes, as `docker run --pid`. */
  readonly pid?: string;
  /** As `docker run --cap-add` and `--cap-drop`, for example `SYS_PTRACE`. */
  readonly capAdd?: readonly string[];
  readonly capDrop?: readonly string[];
  readonly readOnly?: boolean;
  /**
   * As `docker run --security-opt no-new-privileges`: no program gains rights by a setuid bit or by file capabilities. In a
   * grader's sandbox that holds unless it is `false`.
   */
  readonly noNewPrivileges?: boolean;
  /** Mount point → options, as in `docker run --tmpfs`. */
  readonly tmpfs?: Readonly<Record<string, string>>;
  /** `host:container[:ro]`, as in `docker run -v`. */
  readonly binds?: readonly string[];
  readonly memoryBytes?: number;
  readonly pids?: number;
  /** Put a small init as PID 1, as `docker run --init`. */
  readonly init?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  /** Milliseconds until the container is killed. Default: 30 000. */
  readonly deadlineMs?: number;
  /** Bytes of the engine's disk that may be gone before the container is killed; no limit unless given. */
  readonly maxDiskBytes?: number;
  /** Bytes kept of each of stdout and stderr. Default: 262 144. */
  readonly maxOutputBytes?: number;
  readonly signal?: AbortSignal;
  /** Called when the container has started. */
  readonly onStarted?: () => void;
  /** Takes the removal of the ended container, which never rejects; without it, the run ends when that is done. */
  readonly onRemoval?: (removal: Promise<unknown>) => void;
}

/** What was seen of one container, from its creation to its end. */
export interface RunOutcome {
  /** False when the engine refused to create or start the container; then `engineError` says why. */
  readonly started: boolean;
  /** Exit code of PID 1. For a container that never started: the code `docker run` would exit with (125, 126 or 127). */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  /** The engine's own text when the container never started. */
  readonly engineError: string | null;
  readonly oomKilled: boolean;
  readonly timedOut: boolean;
  /** Killed for having taken more of the engine's disk than it may. */
  readonly overDisk?: boolean;
  readonly cancelled: boolean;
  readonly durationMs: number;
}

/** A container that answers lines with lines. Removed when it is disposed. */
export interface Conversation extends AsyncDisposable {
  /** Sends a line; nothing happens when it has ended. */
  say(line: string): void;
  /** Its next line; null when none came in time, or none will. */
  hear(withinMs: number): Promise<string | null>;
}

/** A container that goes on running while others talk to it. */
export interface ServeRequest extends Omit<
  RunRequest,
  "deadlineMs" | "maxOutputBytes" | "signal" | "onStarted" | "onRemoval"
> {
  /** TCP ports of the container that this machine can reach, on the loopback only where the engine is local. */
  readonly ports?: readonly number[];
  /** Port of the container → port of the engine's machine, for one that must stay the same over `kill` and `start`. */
  readonly hostPorts?: Readonly<Record<number, number>>;
  /** When others may talk to it: a line it prints, or an answer to a GET of a published port. Default: once it runs. */
  readonly ready?: { readonly log: RegExp } | { readonly path: string; readonly port: number };
  /** Milliseconds until it has to be ready. Default: 30 000. */
  readonly readyMs?: number;
}

export type ServeOutcome =
  | { readonly ok: true; readonly server: Server }
  | {
      readonly ok: false;
      /** The engine's own text when it never started, else why it does not count as ready. */
      readonly message: string;
      /** Of PID 1, where it has ended; for a container that never started as in `RunOutcome`. */
      readonly exitCode: number | null;
      readonly stdout: string;
      readonly stderr: string;
    };

/** What the engine's own health check of a container saw. */
export interface Health {
  /** `none` where the image has no HEALTHCHECK. */
  readonly status: "none" | "starting" | "healthy" | "unhealthy";
  readonly checks: readonly { readonly exitCode: number; readonly output: string }[];
}

/** A container that runs until it is stopped or disposed. */
export interface Server extends AsyncDisposable {
  readonly id: string;
  /** `HOST:PORT` under which one of its ports is reached from here. @throws for one that was not asked for */
  address(port: number): string;
  /** The port of the engine's machine behind one of the container's. @throws for one that was not asked for */
  port(container: number): number;
  /** What it has printed until now. */
  output(): Promise<{ readonly stdout: string; readonly stderr: string }>;
  /** `docker exec`; a command that can't be started is a value, with the engine's text on stderr. */
  exec(
    command: readonly string[],
  ): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>;
  /** `docker cp` out of it: a tar stream of one path. No program of the container takes part. */
  copyOut(path: string): Promise<NodeJS.ReadableStream>;
  health(): Promise<Health>;
  /** `docker stop -t SECONDS`: how PID 1 ended, and after how many milliseconds. The container stays until it is disposed. */
  stop(seconds: number): Promise<{ readonly exitCode: number; readonly durationMs: number }>;
  /** Ends it as a crash would, and resolves when it has ended. Its files stay until it is disposed. */
  kill(): Promise<void>;
  /** Starts it once more after its end, with the files that it has left. Does not wait until it is ready. */
  start(): Promise<void>;
  /** `docker pause`: its programs stand still, and whoever connects waits. */
  pause(): Promise<void>;
  unpause(): Promise<void>;
}

export interface EngineFacts {
  /** `docker` or `podman`. */
  readonly product: string;
  readonly version: string;
  readonly apiVersion: string;
  /** `unix:///…`, `tcp://…` or `npipe://…`. */
  readonly endpoint: string;
  /** How the endpoint was found, in words (`DOCKER_HOST`, `docker context "colima"`, `private engine`, …). */
  readonly foundBy: string;
  /** Identity that the engine gives itself; two endpoints with one id are one engine. */
  readonly id: string;
  /** `linux/amd64` or `linux/arm64`: what images are built for. */
  readonly platform: string;
  readonly storageDriver: string;
  readonly imageStore: "classic" | "containerd";
  readonly cgroup: string;
  readonly rootless: boolean;
  readonly operatingSystem: string;
  readonly kernel: string;
  readonly memoryBytes: number;
  readonly cpus: number;
  readonly rootDir: string;
  /** The builder that a build uses when it names none. */
  readonly builder: Builder;
}

/** What an engine says of itself beyond its facts; may change from one moment to the next. */
export interface EngineSituation {
  /** Its clock, in milliseconds since 1970; null where it does not tell. */
  readonly clockMs: number | null;
  /** Whether root in a container is another user outside (`userns-remap`). */
  readonly userns: boolean;
  /** Mirrors of Docker Hub that it asks first. */
  readonly mirrors: readonly string[];
  /** Versions or commits of its parts; empty where it does not tell. */
  readonly runc: string;
  readonly containerd: string;
}

export interface ImageSummary {
  readonly id: string;
  readonly tags: readonly string[];
  readonly repoDigests: readonly string[];
  readonly platform: string;
  readonly created: string;
  readonly labels: Readonly<Record<string, string>>;
  /** diff ids: the digests of the uncompressed layer tars, base first. */
  readonly layers: readonly string[];
}

/** An image's size in the engine's own lists. What the engine means by it depends on its version and its image store. */
export interface ListedSize {
  readonly bytes: number;
  /** Bytes of layers that other images of this engine have too. */
  readonly sharedBytes: number;
}

export interface ContainerSummary {
  readonly id: string;
  readonly image: string;
  readonly state: string;
  readonly labels: Readonly<Record<string, string>>;
}

export type PullOutcome =
  | { readonly ok: true; readonly imageId: string }
  | {
      readonly ok: false;
      readonly kind: "unreachable" | "missing" | "refused" | "limit" | "cancelled";
      readonly message: string;
    };

export interface PullRequest {
  readonly reference: string;
  readonly platform?: string;
  /** Milliseconds without any progress until we give up. Default: 10 000. */
  readonly quietMs?: number;
  readonly signal?: AbortSignal;
  readonly onLine?: (line: string) => void;
}

/** Takes the next piece of a stream; returns what has to be waited for before the one after it, or null. */
export type TakeChunk = (chunk: Uint8Array) => Promise<unknown> | null;

/** An engine that answered, and all that Groundwork ever asks of one. */
export interface Engine {
  readonly facts: EngineFacts;
  /** What holds for everything that it builds and runs, where it was started for a hostile hand-in. */
  readonly confinement?: Confinement;
  /** Its clock, mirrors, user namespaces and parts, as they are now. */
  situation(): Promise<EngineSituation>;
  build(request: BuildRequest): Promise<BuildOutcome>;
  run(request: RunRequest): Promise<RunOutcome>;
  /** Starts a container that is talked to line by line. Throws EngineFault when it can't be started. */
  converse(request: RunRequest): Promise<Conversation>;
  /** Starts a container through testcontainers and waits until it is ready. */
  serve(request: ServeRequest): Promise<ServeOutcome>;
  push(request: PushRequest): Promise<PushOutcome>;
  pull(request: PullRequest): Promise<PullOutcome>;
  /** What a tag means in its registry now; nothing is pulled. */
  registered(reference: string): Promise<RegisteredOutcome>;
  /** The image behind a tag, digest or id; null when the engine holds none. */
  image(reference: string): Promise<ImageSummary | null>;
  /** All images; with `label`, only those that carry it (`key` or `key=value`). */
  images(label?: string): Promise<readonly ImageSummary[]>;
  /** What `docker image ls` and `docker system df -v` say of an image. */
  listedSize(reference: string): Promise<ListedSize>;
  containers(label?: string): Promise<readonly ContainerSummary[]>;
  /** A bridge network; `internal`: without a way out. Returns the id. */
  createNetwork(name: string, labels: Readonly<Record<string, string>>, internal: boolean): Promise<string>;
  /** Names of networks, only those that carry a label. */
  networks(label: string): Promise<readonly string[]>;
  /** False when there was none. */
  removeNetwork(name: string): Promise<boolean>;
  /** Names of volumes, only those that carry a label. */
  volumes(label: string): Promise<readonly string[]>;
  /** False when there was none. */
  removeVolume(name: string): Promise<boolean>;
  /** Bytes of BuildKit's cache that no image shares. Whose they are the engine does not know. */
  buildCacheBytes(): Promise<number>;
  /** Empties that cache, whoever filled it. */
  pruneBuildCache(): Promise<void>;
  /** Tags must begin with `groundwork/`: nothing of the user's is renamed. */
  tag(reference: string, tag: string): Promise<void>;
  /** Removes a tag (and the image behind it when it was the last); false when there was none. */
  removeImage(reference: string): Promise<boolean>;
  /** Removes a container by force, with its anonymous volumes. */
  removeContainer(id: string): Promise<boolean>;
  /** `docker load`: a docker archive as a tar stream. */
  load(archive: NodeJS.ReadableStream): Promise<void>;
  /** `docker save` of one image, as a tar stream. */
  save(reference: string): Promise<NodeJS.ReadableStream>;
  /** The same in pieces that are only valid during the call of `take`: the fast way to read a large image. */
  saveInto(reference: string, take: TakeChunk): Promise<void>;
  /** Tar stream of one path of an image, read from a container that is created, never started, and gone at the stream's end. */
  copyOut(
    reference: string,
    path: string,
    labels?: Readonly<Record<string, string>>,
  ): Promise<NodeJS.ReadableStream>;
}
