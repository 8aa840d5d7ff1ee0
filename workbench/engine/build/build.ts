import { readFile } from "node:fs/promises";
import path from "node:path";
import type Dockerode from "dockerode";
import { Deadline } from "../deadline.ts";
import { anyOf, DiskWatch } from "../disk.ts";
import { requireOwnTag } from "../labels.ts";
import type { Confinement } from "../confinement.ts";
import type { Builder, BuildOutcome, BuildRequest } from "../types.ts";
import { confinedRequest, judged, PrintWatch, withoutFrontend } from "./confined.ts";
import { contextLimits, packContext } from "./context.ts";
import type { BuildEvent } from "./events.ts";
import { removeLeftovers } from "./leftovers.ts";
import { conclude, failed, type Ended } from "./outcome.ts";
import { send } from "./send.ts";
import { StepWatch } from "./steps.ts";
import { Transcript } from "./transcript.ts";

const DEADLINE_MS = 120_000;
const MAX_LOG_BYTES = 1_000_000;

/** What runs a build, and the folder on whose disk the engine keeps what it makes. */
export interface BuildPlace {
  readonly builder: Builder;
  readonly rootDir: string;
  readonly confinement?: Confinement | undefined;
}

/**
 * Builds an image and returns what happened as a value; a Dockerfile that does not build is no exception.
 * Works on the engine's API, since testcontainers' own build hides the log and never settles on a parse error
 * (testcontainers-node PR 1353). Throws only on wrong use (a tag that is not ours).
 */
export async function build(
  docker: Dockerode,
  asked: BuildRequest,
  where: BuildPlace,
): Promise<BuildOutcome> {
  const request = confinedRequest(asked, where.confinement);
  if (request.tag !== undefined) requireOwnTag(request.tag);
  const started = performance.now();
  const transcript = new Transcript(request.maxLogBytes ?? MAX_LOG_BYTES, request.onLine);
  const ended = await attempt(docker, request, where, transcript);
  const result = ended.ok ? ended.imageId : "";
  await removeLeftovers(
    docker,
    transcript.madeImages.filter((id) => !result.includes(id)),
  );
  return {
    ...ended,
    log: transcript.log,
    truncated: transcript.truncated,
    durationMs: Math.round(performance.now() - started),
  };
}

async function attempt(
  docker: Dockerode,
  request: BuildRequest,
  { builder, rootDir, confinement }: BuildPlace,
  transcript: Transcript,
): Promise<Ended> {
  const deadlineMs = request.deadlineMs ?? DEADLINE_MS;
  const name = request.dockerfile ?? "Dockerfile";
  const written = request.dockerfileText ?? (await readDockerfile(request.contextDir, name));
  if (written === null) {
    return failed("context", `There is no file ${name} in the folder ${path.basename(request.contextDir)}.`);
  }
  const dockerfile = confinement ? withoutFrontend(written) : written;
  const printed = new PrintWatch(confinement?.buildLogBytes);
  using disk = new DiskWatch(rootDir, request.maxDiskBytes);
  using deadline = new Deadline(deadlineMs, anyOf(request.signal, disk.signal, printed.signal));
  // The classic builder sets labels by an instruction of its own, after the Dockerfile's.
  const added = builder === "classic" && Object.keys(request.labels ?? {}).length > 0 ? 1 : 0;
  const steps = request.onProgress && new StepWatch(request.onProgress, { added });
  const hear = (event: BuildEvent): void => {
    if (event.type === "output") printed.add(event.text.length);
    transcript.hear(event);
    steps?.hear(event);
  };
  let thrown: unknown;
  try {
    const { contextDir } = request;
    const limits = contextLimits(confinement);
    const packed = { contextDir, dockerfile: name, dockerfileText: dockerfile, builder, limits };
    const context = await packContext(packed);
    await send(docker, { request, builder, name, context, hear, signal: deadline.signal });
  } catch (error) {
    thrown = error;
  }
  const maxDiskBytes = disk.exceeded ? request.maxDiskBytes : undefined;
  const ended = conclude({ dockerfile, transcript, deadline, deadlineMs, thrown, maxDiskBytes });
  steps?.end(ended);
  return await judged(docker, ended, confinement, { timedOut: deadline.timedOut, printed });
}

async function readDockerfile(contextDir: string, name: string): Promise<string | null> {
  return readFile(path.join(contextDir, name), "utf8").catch(() => null);
}
