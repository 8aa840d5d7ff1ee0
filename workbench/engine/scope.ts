import { randomBytes } from "node:crypto";
import { BASE_TAG_PREFIX, LABEL_CONTAINER, LABEL_RUN, PROGRAM_TAG_PREFIX, TAG_PREFIX } from "./labels.ts";
import { isOwnPlace } from "./labels.ts";
import type {
  BuildOutcome,
  BuildRequest,
  Engine,
  RunOutcome,
  RunRequest,
  ServeOutcome,
  ServeRequest,
  TakeChunk,
} from "./types.ts";

/** A new id for everything that one run starts: short, lower-case, fit for tags and labels. */
export function newRunId(): string {
  return randomBytes(6).toString("hex");
}

/**
 * Builds and runs under one run id, and removes all of it when disposed: `await using scope = new Scope(engine)`.
 * A process that dies before that leaves only things that carry the run's label, which `groundwork clean` finds.
 */
export class Scope implements AsyncDisposable {
  readonly engine: Engine;
  readonly runId: string;
  #builds = 0;
  #networks = 0;

  constructor(engine: Engine, runId: string = newRunId()) {
    this.engine = engine;
    this.runId = runId;
  }

  /** Like `Engine.build`, labelled and tagged as ours. */
  build(request: Omit<BuildRequest, "tag">): Promise<BuildOutcome> {
    this.#builds += 1;
    const tag = `${TAG_PREFIX}run-${this.runId}:${process.pid}-${this.#builds}`;
    return this.engine.build({ ...request, tag, labels: { ...request.labels, [LABEL_RUN]: this.runId } });
  }

  /** A tag of ours for an image of this run, so that a `FROM` can name it: BuildKit takes no image id there. */
  async tag(imageId: string): Promise<string> {
    const tag = `${TAG_PREFIX}run-${this.runId}:${process.pid}-named-${imageId.slice(7, 19)}`;
    await this.engine.tag(imageId, tag);
    return tag;
  }

  /** Like `Engine.run`, labelled as ours. */
  run(request: RunRequest): Promise<RunOutcome> {
    return this.engine.run({ ...request, labels: { ...request.labels, [LABEL_RUN]: this.runId } });
  }

  /** Like `Engine.serve`, labelled as ours. */
  serve(request: ServeRequest): Promise<ServeOutcome> {
    return this.engine.serve({ ...request, labels: { ...request.labels, [LABEL_RUN]: this.runId } });
  }

  /** A network of this run. Returns its name. `internal`: without a way out of this machine. */
  async network({ internal = true }: { readonly internal?: boolean } = {}): Promise<string> {
    this.#networks += 1;
    const name = `groundwork-${this.runId}-${process.pid}-${this.#networks}`;
    await this.engine.createNetwork(name, { [LABEL_RUN]: this.runId }, internal);
    return name;
  }

  /** Like `Engine.copyOut`, labelled as ours. */
  copyOut(reference: string, path: string): Promise<NodeJS.ReadableStream> {
    return this.engine.copyOut(reference, path, { [LABEL_RUN]: this.runId });
  }

  saveInto(reference: string, take: TakeChunk): Promise<void> {
    return this.engine.saveInto(reference, take);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return sweep(this.engine, this.runId);
  }
}

/** What of ours is in the engine besides bases and programs: of one run, or of all runs. */
export interface Leftovers {
  readonly containers: readonly string[];
  /** Our tags of an image, or its id where it has no tag at all. One that only the user has named is the user's. */
  readonly images: readonly string[];
  readonly networks: readonly string[];
}

/** Lists what runs have left in the engine. Touches nothing. */
export async function findLeftovers(engine: Engine, runId?: string): Promise<Leftovers> {
  const label = runId === undefined ? LABEL_RUN : `${LABEL_RUN}=${runId}`;
  const [containers, images, networks] = await Promise.all([
    engine.containers(label),
    engine.images(label),
    engine.networks(label),
  ]);
  return {
    networks,
    containers: containers.filter((each) => LABEL_CONTAINER in each.labels).map((each) => each.id),
    images: images.flatMap(({ id, tags }) => (tags.length > 0 ? tags.filter(isOfARun) : [id])),
  };
}

/** A base that the user built on an image of ours carries our label, and stays a base. */
function isOfARun(tag: string): boolean {
  const kept = [BASE_TAG_PREFIX, PROGRAM_TAG_PREFIX].some((prefix) => tag.startsWith(prefix));
  return isOwnPlace(tag) || (tag.startsWith(TAG_PREFIX) && !kept);
}

/** Removes everything of one run (or of all runs); a thing that is gone already is no error. */
export async function sweep(engine: Engine, runId?: string): Promise<void> {
  const left = await findLeftovers(engine, runId);
  for (const id of left.containers) await engine.removeContainer(id);
  // A network can't go before the last container in it.
  for (const name of left.networks) await engine.removeNetwork(name);
  for (const reference of left.images) await engine.removeImage(reference);
}
