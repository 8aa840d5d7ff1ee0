import { once } from "node:events";
import type { Duplex } from "node:stream";
import { finished } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
import type Dockerode from "dockerode";
import { engineMessage, isAnswer } from "../answers.ts";
import { PrintWatch } from "../build/confined.ts";
import { note, type Confinement } from "../confinement.ts";
import { Deadline } from "../deadline.ts";
import { anyOf, DiskWatch, isFull } from "../disk.ts";
import { EngineFault } from "../errors.ts";
import type { RunOutcome, RunRequest } from "../types.ts";
import { Capture } from "./capture.ts";
import { containerOptions, refusedExitCode } from "./options.ts";

const DEADLINE_MS = 30_000;
const MAX_OUTPUT_BYTES = 262_144;
/** How long the last output may take to arrive after the container has ended. */
const DRAIN_MS = 3_000;
/** How long to wait before the engine is asked again whether a container still runs. */
const ASK_AGAIN_MS = 500;

/** Where containers run: the folder on whose disk the engine keeps its data, and what holds there. */
export interface RunPlace {
  readonly rootDir: string;
  readonly confinement?: Confinement | undefined;
}

/**
 * Runs a container to its end and returns what was seen; a program that fails is no exception. The container is
 * always removed. Throws EngineFault when the engine goes away, since then nothing was seen.
 */
export async function run(docker: Dockerode, request: RunRequest, place: RunPlace): Promise<RunOutcome> {
  const { rootDir, confinement } = place;
  const started = performance.now();
  const printed = new PrintWatch(confinement?.runOutputBytes);
  const streams = capture(request.maxOutputBytes ?? MAX_OUTPUT_BYTES, printed);
  using disk = new DiskWatch(rootDir, request.maxDiskBytes);
  const deadlineMs = Math.min(request.deadlineMs ?? DEADLINE_MS, confinement?.runMs ?? Infinity);
  using deadline = new Deadline(deadlineMs, anyOf(request.signal, disk.signal, printed.signal));
  const outcome = (rest: Partial<RunOutcome>): RunOutcome => ({
    started: true,
    exitCode: null,
    stdout: streams.stdout.text,
    stderr: streams.stderr.text,
    truncated: streams.stdout.truncated || streams.stderr.truncated,
    engineError: null,
    oomKilled: false,
    timedOut: deadline.timedOut,
    ...(disk.exceeded ? { overDisk: true } : {}),
    cancelled: deadline.cancelled && !disk.exceeded,
    durationMs: Math.round(performance.now() - started),
    ...rest,
  });

  let container: Dockerode.Container | undefined;
  try {
    if (deadline.cancelled) return outcome({ started: false, cancelled: true });
    container = await docker.createContainer(containerOptions(request, confinement));
    const ended = outcome(await startAndWait(docker, container, streams, deadline, request.onStarted));
    // Before the container goes, and its files with it.
    if (confinement) await noteBreaches(confinement, request, ended, printed);
    return ended;
  } catch (error) {
    if (!isAnswer(error)) {
      throw new EngineFault(
        `The engine stopped answering while a container ran: ${engineMessage(error)}`,
        "Check the engine with `groundwork doctor`, then try again.",
        { cause: error },
      );
    }
    const message = engineMessage(error);
    return outcome({ started: false, engineError: message, exitCode: refusedExitCode(message) });
  } finally {
    const removal = container?.remove({ force: true, v: true }).catch(() => undefined);
    if (removal && request.onRemoval) request.onRemoval(removal);
    else await removal;
  }
}

/** A limit that the request itself set is the lab's subject, and no breach. */
async function noteBreaches(
  confinement: Confinement,
  request: RunRequest,
  ended: RunOutcome,
  printed: PrintWatch,
): Promise<void> {
  if (ended.oomKilled && request.memoryBytes === undefined) await note(confinement, "memory");
  const atOurs = (request.deadlineMs ?? DEADLINE_MS) >= Math.min(confinement.runMs, DEADLINE_MS);
  if (ended.timedOut && atOurs) await note(confinement, "run-time");
  if (printed.exceeded) await note(confinement, "output");
  if (await isFull(confinement.dataDir)) await note(confinement, "disk");
}

interface Streams {
  readonly stdout: Capture;
  readonly stderr: Capture;
}

function capture(limit: number, printed: PrintWatch): Streams {
  const add = (length: number): void => printed.add(length);
  return { stdout: new Capture(limit, add), stderr: new Capture(limit, add) };
}

async function startAndWait(
  docker: Dockerode,
  container: Dockerode.Container,
  streams: Streams,
  deadline: Deadline,
  onStarted: RunRequest["onStarted"],
): Promise<Partial<RunOutcome>> {
  // Attached before the start, so that not one byte is missed.
  const attached = await container.attach({ stream: true, stdout: true, stderr: true });
  (
    docker.modem as { demuxStream(from: NodeJS.ReadableStream, out: Capture, err: Capture): void }
  ).demuxStream(attached, streams.stdout, streams.stderr);
  const drained = finished(attached).catch(() => undefined);
  const kill = (): void => void container.kill().catch(() => undefined);
  try {
    await container.start();
    onStarted?.();
    deadline.signal.addEventListener("abort", kill, { once: true });
    if (deadline.signal.aborted) kill();
    // Asked only now: a container that was created and not yet started counts as "not running", so a wait would end at once.
    await endOf(container, drained, deadline.signal);
    await Promise.race([drained, setTimeout(DRAIN_MS, undefined, { ref: false })]);
  } finally {
    deadline.signal.removeEventListener("abort", kill);
    attached.removeAllListeners("data");
    (attached as unknown as Duplex).destroy();
  }
  const { State } = await container.inspect();
  return { exitCode: State.ExitCode, oomKilled: State.OOMKilled };
}

/**
 * Resolves when the container has ended. dockerode's wait never settles when the engine dies under it, so once the
 * output has closed, or the container should have been killed, the engine is asked again and again; that throws.
 */
async function endOf(
  container: Dockerode.Container,
  drained: Promise<unknown>,
  stopped: AbortSignal,
): Promise<void> {
  const waiting = container.wait();
  const settled = new AbortController();
  const doubt = Promise.race([drained, once(stopped, "abort", { signal: settled.signal })]);
  const asking = doubt.then(
    () => untilStopped(container, settled.signal),
    () => undefined,
  );
  // Whichever loses must not complain later.
  waiting.catch(() => undefined);
  asking.catch(() => undefined);
  try {
    await Promise.race([waiting, asking]);
  } finally {
    settled.abort();
  }
}

async function untilStopped(container: Dockerode.Container, settled: AbortSignal): Promise<void> {
  while (!settled.aborted) {
    const { State } = await container.inspect();
    if (!State.Running) return;
    await setTimeout(ASK_AGAIN_MS);
  }
}
