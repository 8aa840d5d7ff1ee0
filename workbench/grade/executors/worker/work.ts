import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "ioredis";
import { EngineFault } from "../../../engine/errors.ts";
import type { Engine } from "../../../engine/types.ts";
import { stateDir } from "../../../state.ts";
import { LEARNER_BASE } from "../../../lab/kit/learner-container.ts";
import { openSandboxClass, type SandboxClass } from "../../sandbox/index.ts";
import { StoreFault, type Store } from "../../store/types.ts";
import { Board } from "../queue/board.ts";
import { connectRedis, type RedisPlace } from "../queue/redis.ts";
import type { Run } from "../queue/schema.ts";
import { untilAborted } from "../until-aborted.ts";
import { nextRun, shouldLeave, type NextRunRequest } from "./next-run.ts";
import { openRun, Unfit } from "./open-run.ts";
import { patient } from "./patient-store.ts";
import { Serving } from "./serve.ts";
import type { Status } from "./status.ts";

const HEARTBEAT_MS = 3_000;
const LOOK_MS = 1_000;
/** A class that could not be graded here is looked at again after so long: a base may have been got meanwhile. */
const UNFIT_MS = 60_000;

export interface WorkRequest {
  readonly redis: RedisPlace;
  readonly store: Store;
  readonly engine: Engine;
  readonly status: Status;
  readonly jobs: number;
  readonly lockSeconds: number;
  readonly grader: string;
  /** Aborted: take nothing more, finish what is being graded. */
  readonly drain: AbortSignal;
  /** Aborted: give back what is being graded, at once. */
  readonly stop: AbortSignal;
  readonly onProgress: (line: string) => void;
}

/**
 * Takes hand-ins from Redis and grades them until it is told to drain. Throws EngineFault when Redis can't be reached at
 * first; what fails later is waited for.
 */
export async function work(request: WorkRequest): Promise<void> {
  const { redis, stop, onProgress } = request;
  await using link = await connectRedis(redis, onProgress, stop);
  await new Working(request, link.client).run();
}

class Working {
  readonly #request: WorkRequest;
  readonly #redis: Redis;
  readonly #board: Board;
  readonly #store: Store;
  readonly #sandboxes = new Map<string, SandboxClass>();
  #lastBeat = Promise.resolve();
  #isBeating = false;
  #unfitSince = performance.now();

  constructor(request: WorkRequest, redis: Redis) {
    const { store, stop, status, onProgress } = request;
    this.#request = request;
    this.#redis = redis;
    this.#board = new Board(redis);
    this.#store = patient(store, stop, (why) => {
      onProgress(why ?? `${store.where} is back`);
      if (why === null) status.well("store");
      else status.sick("store", why);
    });
  }

  async run(): Promise<void> {
    const { status, drain, onProgress } = this.#request;
    this.#beat();
    const beating = setInterval(() => this.#beat(), HEARTBEAT_MS);
    drain.addEventListener("abort", () => {
      status.draining();
      this.#beat();
    });
    try {
      onProgress(`${status.name} waits for hand-ins`);
      while (!drain.aborted) {
        const run = await this.#unlessDrained(async () => nextRun(await this.#facts()), null);
        if (run) await this.#take(run);
        else await this.#pause();
      }
    } finally {
      clearInterval(beating);
      for (const sandboxes of this.#sandboxes.values()) await sandboxes[Symbol.asyncDispose]();
      // Redis may be away: nobody waits for a last word.
      await Promise.race([this.#lastBeat.then(() => this.#board.removeWorker(status.name)), sleep(2_000)]);
    }
  }

  /** Tells how it is; where Redis is away, one such word waits for it, not hundreds. */
  #beat(): void {
    if (this.#isBeating) return;
    this.#isBeating = true;
    this.#lastBeat = this.#board
      .putWorker(this.#request.status.heartbeat)
      .catch(() => undefined)
      .finally(() => (this.#isBeating = false));
  }

  async #pause(): Promise<void> {
    const { drain, status } = this.#request;
    if (performance.now() - this.#unfitSince > UNFIT_MS) status.forgetUnfit();
    await sleep(LOOK_MS, undefined, { signal: drain }).catch(() => undefined);
  }

  async #facts(): Promise<NextRunRequest> {
    const [runs, workers] = await Promise.all([this.#board.runs(), this.#board.workers()]);
    const waiting = await Promise.all(
      runs.map(async (run) => ({ run, waiting: await this.#board.waitingIn(run.id) })),
    );
    const { status } = this.#request;
    return { me: status.name, runs: waiting, workers, unfit: status.unfit };
  }

  /** Makes ready for a class and takes its hand-ins. That it can't is said to whoever waits for the class. */
  async #take(run: Run): Promise<void> {
    const { engine, grader, status, stop, onProgress } = this.#request;
    status.preparing(run.id);
    this.#beat();
    onProgress(`making ready for ${run.assignment}`);
    try {
      await using opened = await openRun({
        run,
        engine,
        grader,
        store: this.#store,
        signal: stop,
        onProgress,
      });
      const sandboxes = await this.#provedSandboxes(run);
      await this.#serve(run, { opened, sandboxes });
    } catch (error) {
      if (stop.aborted) return;
      if (!(error instanceof Unfit || error instanceof EngineFault || error instanceof StoreFault))
        throw error;
      status.unfitFor(run.id, error.message);
      this.#unfitSince = performance.now();
      onProgress(`${run.assignment} can't be graded here: ${error.message}`);
    }
    status.left();
  }

  /** Sandboxes that the canary has proved since this worker began, once for each kind. */
  async #provedSandboxes({ bases: digests, programs, limits }: Run): Promise<SandboxClass> {
    const { engine, stop: signal, onProgress } = this.#request;
    const kind = JSON.stringify([digests, programs, limits]);
    const proved = this.#sandboxes.get(kind);
    if (proved) return proved;
    const bases = [...new Set([LEARNER_BASE, ...Object.keys(digests)])];
    const sandboxes = await openSandboxClass({
      ...{ engine, bases, programs, limits, signal, onProgress },
      stateDir: stateDir(),
    });
    const canary = await sandboxes.canary();
    if (!canary.ok) throw new EngineFault(canary.text, "Nothing was graded here.");
    this.#sandboxes.set(kind, sandboxes);
    return sandboxes;
  }

  async #serve(
    run: Run,
    parts: Pick<ConstructorParameters<typeof Serving>[0], "opened" | "sandboxes">,
  ): Promise<void> {
    const { status, jobs, lockSeconds, grader, stop, drain, onProgress } = this.#request;
    const shared = {
      run,
      redis: this.#redis,
      store: this.#store,
      status,
      jobs,
      lockSeconds,
      grader,
      stop,
      onProgress,
    };
    await using serving = new Serving({ ...shared, ...parts });
    status.serving(run.id);
    onProgress(`taking hand-ins of ${run.assignment}`);
    while (await this.#unlessDrained(() => this.#shouldStay(run), false))
      await sleep(LOOK_MS, undefined, { signal: drain }).catch(() => undefined);
    if (status.running > 0)
      onProgress(`finishing ${status.running} hand-ins; once more gives them back at once`);
    await serving[Symbol.asyncDispose]();
  }

  /** A Redis that is away keeps nobody from leaving. */
  async #unlessDrained<Value>(work: () => Promise<Value>, otherwise: Value): Promise<Value> {
    const { drain } = this.#request;
    if (drain.aborted) return otherwise;
    return untilAborted(work(), drain).catch((error: unknown) => {
      if (drain.aborted) return otherwise;
      throw error;
    });
  }

  async #shouldStay(run: Run): Promise<boolean> {
    const facts = await this.#facts();
    const own = facts.runs.find((each) => each.run.id === run.id);
    if (!own) return false;
    if (own.waiting > 0 || this.#request.status.running > 0) return !shouldLeave(run.id, facts);
    return nextRun(facts) === null;
  }
}
