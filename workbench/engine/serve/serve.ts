import type Dockerode from "dockerode";
import { BoundPorts, GenericContainer, PullPolicy, StartupCheckStrategy, Wait } from "testcontainers";
import type { StartupStatus } from "testcontainers";
import { engineMessage, isAnswer } from "../answers.ts";
import { EngineFault } from "../errors.ts";
import { containerOptions, refusedExitCode } from "../run/options.ts";
import type { ServeOutcome, ServeRequest } from "../types.ts";
import { untilAnswered } from "./http.ts";
import { reachOf, type Reach, type ServePlace } from "./reach.ts";
import { outputOf, RunningServer } from "./server.ts";

const READY_MS = 30_000;

/**
 * Starts a container and returns when it is ready. One that ends before, or never gets ready, is a value with what it
 * printed, and is removed. Throws EngineFault when the engine went away.
 */
export async function serve(
  docker: Dockerode,
  request: ServeRequest,
  place: ServePlace,
): Promise<ServeOutcome> {
  const container = new ServedContainer(request, place);
  try {
    const started = await container.start();
    const reach = await reachOf(place, started, request.ports ?? []);
    await untilReady(docker.getContainer(started.getId()), request, reach);
    return { ok: true, server: new RunningServer(docker, started, reach) };
  } catch (error) {
    const { createdId } = container;
    if (createdId === null) return refused(error);
    try {
      return await failed(docker.getContainer(createdId), error);
    } finally {
      await docker
        .getContainer(createdId)
        .remove({ force: true, v: true })
        .catch(() => undefined);
    }
  }
}

/** testcontainers' container with options that it has no words for: our run options, and ports on the loopback only. */
class ServedContainer extends GenericContainer {
  createdId: string | null = null;

  constructor(request: ServeRequest, { endpoint, confinement }: ServePlace) {
    super(request.image);
    const { ports = [], hostPorts = {}, network } = request;
    this.withPullPolicy(PullPolicy.neverPull())
      .withExposedPorts(...ports)
      .withNetworkMode(network ?? (ports.length > 0 ? "bridge" : "none"))
      .withWaitStrategy(new AtOnce());
    const { HostConfig: asked, ...options } = containerOptions(request, confinement);
    this.createOpts = { ...this.createOpts, ...options, AttachStdout: false, AttachStderr: false };
    this.createOpts.ExposedPorts = Object.fromEntries(ports.map((port) => [`${port}/tcp`, {}]));
    // An engine elsewhere publishes for its clients; a local one need not be reached from other machines.
    const HostIp = /^(unix|npipe):/.test(endpoint) ? "127.0.0.1" : "";
    const bindings = ports.map((port) => {
      const HostPort = String(hostPorts[port] ?? "");
      return [`${port}/tcp`, [{ HostIp, HostPort }]] as const;
    });
    this.hostConfig = {
      ...this.hostConfig,
      ...asked,
      PortBindings: Object.fromEntries(bindings),
      // Kept, since what a server prints is read while it runs; bounded, since it may print without end.
      LogConfig: { Type: "json-file", Config: { "max-size": "4m" } },
    };
  }

  protected override containerCreated = (id: string): Promise<void> => {
    this.createdId = id;
    return Promise.resolve();
  };
}

/** Does not wait: testcontainers removes a container that does not get ready, and what it printed with it. */
class AtOnce extends StartupCheckStrategy {
  override checkStartupState(): Promise<StartupStatus> {
    return Promise.resolve("SUCCESS");
  }
}

async function untilReady(
  container: Dockerode.Container,
  { ready, readyMs = READY_MS }: ServeRequest,
  reach: Reach,
): Promise<void> {
  if (ready === undefined) {
    const { State } = await container.inspect();
    if (!State.Running) throw new Error("It ended at once.");
    return;
  }
  if ("path" in ready) {
    return untilAnswered(container, `http://${reach.address(ready.port)}${ready.path}`, readyMs);
  }
  const strategy = Wait.forLogMessage(ready.log).withStartupTimeout(readyMs);
  await strategy.waitUntilReady(container, new BoundPorts());
}

function refused(error: unknown): ServeOutcome {
  if (!isAnswer(error) && !engineMessage(error).includes("does not exist locally")) throw gone(error);
  const message = engineMessage(error);
  return { ok: false, message, exitCode: refusedExitCode(message), stdout: "", stderr: "" };
}

async function failed(container: Dockerode.Container, error: unknown): Promise<ServeOutcome> {
  const message = engineMessage(error);
  try {
    const { State } = await container.inspect();
    const neverRan = State.Status === "created";
    const exitCode = neverRan ? refusedExitCode(message) : State.Running ? null : State.ExitCode;
    return { ok: false, message, exitCode, ...(neverRan ? NOTHING : await outputOf(container)) };
  } catch (asked) {
    throw gone(asked);
  }
}

const NOTHING = { stdout: "", stderr: "" };

function gone(error: unknown): EngineFault {
  return new EngineFault(
    `The engine stopped answering while a container was started: ${engineMessage(error)}`,
    "Check the engine with `groundwork doctor`, then try again.",
    { cause: error },
  );
}
