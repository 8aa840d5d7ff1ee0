import { fork, type ChildProcess } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { PoolWorker } from "vitest/node";
import type { EngineFacts } from "../../engine/types.ts";
import { newRunId } from "../../engine/scope.ts";
import { toldIn, type Told } from "./channel.ts";

const ENTRY = fileURLToPath(new URL("process.ts", import.meta.url));

/** What a process of vitest's answers when it is told to stop. */
const STOPPED = { __vitest_worker_response__: true, type: "stopped" };

type Listener = Parameters<PoolWorker["on"]>[1];

/** The engine that the tests will use. */
export type EngineEnd = Pick<EngineFacts, "endpoint" | "foundBy">;

/**
 * A process in which one run's tests are run: vitest's pool takes it for its worker. Started ahead of the run, it has
 * loaded the kit by the time that it is needed; used once, so that no run can see what another has left behind.
 */
export class LabProcess implements PoolWorker {
  readonly name = "lab";
  readonly #child: ChildProcess;
  readonly #messages = new EventEmitter();
  /** What it writes for a while; removed with it, however it ends. */
  readonly #temp = path.join(tmpdir(), `groundwork-${newRunId()}`);

  /** `engine`: the one to open while it waits; null when it will be told only with the run. */
  constructor(engine: EngineEnd | null) {
    this.#child = fork(ENTRY, engine ? [engine.endpoint, engine.foundBy] : [], {
      env: { ...process.env, NODE_ENV: "test", TMPDIR: this.#temp, TEMP: this.#temp, TMP: this.#temp },
      execArgv: ["--disable-warning=ExperimentalWarning"],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    // An idle one keeps nobody from ending.
    this.#child.unref();
    this.#child.channel?.unref();
    this.#child.on("message", (message) => this.#hear(message));
    this.#child.on("exit", () => this.#sayStopped());
    this.#child.on("error", (error) => this.#messages.emit("broken", error));
  }

  #hear(message: unknown): void {
    const told = toldIn(message);
    if (told) this.#messages.emit("told", told);
    else this.#messages.emit("message", message);
  }

  /** Calls `take` with everything that the tests tell. */
  onTold(take: (told: Told) => void): void {
    this.#messages.on("told", take);
  }

  /** vitest's pool: what it may listen to is the messages of its own, errors, and the end. */
  on(event: string, listener: Listener): void {
    if (event === "message") this.#messages.on("message", listener);
    else if (event === "error") this.#messages.on("broken", listener);
    else this.#child.on(event, listener);
  }

  off(event: string, listener: Listener): void {
    if (event === "message") this.#messages.off("message", listener);
    else if (event === "error") this.#messages.off("broken", listener);
    else this.#child.off(event, listener);
  }

  /** From now on this process does not end before that one has. */
  hold(): void {
    this.#child.ref();
    this.#child.channel?.ref();
  }

  /** Sends one of vitest's messages. */
  send(message: Parameters<PoolWorker["send"]>[0]): void {
    this.say(message);
    if (message.type === "stop" && !this.#child.connected) this.#sayStopped();
  }

  /** vitest waits a minute for an answer to its "stop", and we end processes at once: so this is said for the dead. */
  #sayStopped(): void {
    setImmediate(() => this.#messages.emit("message", STOPPED));
  }

  /** Sends a message; one that comes too late for the process is lost. */
  say(message: object): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  deserialize(data: unknown): unknown {
    return data;
  }

  /** It runs already. Throws when it has died meanwhile. */
  start(): Promise<void> {
    if (!this.#child.connected)
      return Promise.reject(new Error("The process for the lab's tests has ended."));
    mkdirSync(this.#temp, { recursive: true });
    return Promise.resolve();
  }

  /** Ends it at once, whatever it does, and removes what it has written. */
  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, "exit");
      this.#child.ref();
      this.#child.kill("SIGKILL");
      await ended;
    }
    rmSync(this.#temp, { recursive: true, force: true });
  }
}
