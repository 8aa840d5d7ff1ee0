import { readFile } from "node:fs/promises";
import path from "node:path";
import type Dockerode from "dockerode";
import { Deadline } from "../deadline.ts";
import { anyOf, DiskWatch } from "../disk.ts";
import { requireOwnTag } from "../labels.ts";
import type { Builder, BuildOutcome, BuildRequest } from "../types.ts";
import { packContext } from "./context.ts";
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
}

/**
 * Builds an image and returns what happened as a value; a Dockerfile that does not build is no exception.
 * Works on the engine's API, since testcontainers' own build hides the log and never settles on a parse error
 * (testcontainers-node PR 1353). Throws only on wrong use (a tag that is not ours).
 */
export async function build(
  docker: Dockerode,
  request: BuildRequest,
  where: BuildPlace,
): Promise<BuildOutcome> {
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
  { builder, rootDir }: BuildPlace,
  transcript: Transcript,
): Promise<Ended> {
  const deadlineMs = request.deadlineMs ?? DEADLINE_MS;
  const name = request.dockerfile ?? "Dockerfile";
  const dockerfile = request.dockerfileText ?? (await readDockerfile(request.contextDir, name));
  if (dockerfile === null) {
    return failed("context", `There is no file ${name} in the folder ${path.basename(request.contextDir)}.`);
  }
  using disk = new DiskWatch(rootDir, request.maxDiskBytes);
  using deadline = new Deadline(deadlineMs, anyOf(request.signal, disk.signal));
  // The classic builder sets labels by an instruction of its own, after the Dockerfile's.
  const added = builder === "classic" && Object.keys(request.labels ?? {}).length > 0 ? 1 : 0;
  const steps = request.onProgress && new StepWatch(request.onProgress, { added });
  const hear = (event: BuildEvent): void => {
    transcript.hear(event);
    steps?.hear(event);
  };
  let thrown: unknown;
  try {
    const { contextDir } = request;
    const context = await packContext({ contextDir, dockerfile: name, dockerfileText: dockerfile, builder });
    await send(docker, { request, builder, name, context, hear, signal: deadline.signal });
  } catch (error) {
    thrown = error;
  }
  const maxDiskBytes = disk.exceeded ? request.maxDiskBytes : undefined;
  const ended = conclude({ dockerfile, transcript, deadline, deadlineMs, thrown, maxDiskBytes });
  steps?.end(ended);
  return ended;
}

async function readDockerfile(contextDir: string, name: string): Promise<string | null> {
  return readFile(path.join(contextDir, name), "utf8").catch(() => null);
}
