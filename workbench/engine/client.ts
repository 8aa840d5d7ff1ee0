import Dockerode from "dockerode";
import { getContainerRuntimeClient } from "testcontainers";
import { build } from "./build/build.ts";
import type { Confinement } from "./confinement.ts";
import { EngineFault } from "./errors.ts";
import { engineFacts } from "./facts.ts";
import * as images from "./images.ts";
import * as networks from "./networks.ts";
import { pull } from "./pull.ts";
import { push } from "./push.ts";
import { registered } from "./registered.ts";
import { converse } from "./run/converse.ts";
import { run } from "./run/run.ts";
import { serve } from "./serve/serve.ts";
import { saveInto } from "./save.ts";
import { situation } from "./situation.ts";
import * as storage from "./storage.ts";
import type { Builder, Engine } from "./types.ts";

export interface EngineAddress {
  readonly endpoint: string;
  /** How it was found, in words. */
  readonly foundBy: string;
  /** Folder with ca.pem, cert.pem and key.pem for TLS; null for none; left out: as this process's environment says. */
  readonly certDir?: string | null;
  /** What holds for everything on this engine; left out: nothing but what each request asks for. */
  readonly confinement?: Confinement | undefined;
}

/**
 * Opens the engine at an endpoint through testcontainers' own runtime client, and makes sure that it is the one meant:
 * testcontainers goes on to the default socket when the configured engine does not answer.
 * Sets DOCKER_HOST and the certificates for this process. Throws EngineFault when another engine, or none, answered.
 */
export async function openEngine({
  endpoint,
  foundBy,
  certDir,
  confinement,
}: EngineAddress): Promise<Engine> {
  process.env["DOCKER_HOST"] = endpoint;
  if (certDir !== undefined) setCertificates(certDir);
  // Our own labels and sweep remove what we start; Ryuk's image can't be had on a machine without a registry.
  process.env["TESTCONTAINERS_RYUK_DISABLED"] ??= "true";
  const docker = await runtimeClient(endpoint);
  requireSameEndpoint(docker, endpoint);
  return engineAt(docker, { endpoint, foundBy, confinement });
}

/**
 * Opens a second engine in a process that has one already: testcontainers knows only one in a process, so this one can't
 * `serve`. Nothing of the process's environment is read or changed.
 */
export async function openSecondEngine(
  address: { readonly socket: string } & Pick<EngineAddress, "foundBy" | "confinement">,
): Promise<Engine> {
  const docker = new Dockerode({ socketPath: address.socket });
  const engine = await engineAt(docker, { ...address, endpoint: `unix://${address.socket}` });
  const serve = () =>
    Promise.reject(new Error("Servers are started by the process that runs a lab's tests, not by this one."));
  return { ...engine, serve };
}

async function engineAt(
  docker: Dockerode,
  { endpoint, foundBy, confinement }: Omit<EngineAddress, "certDir">,
): Promise<Engine> {
  closeEachConnection(docker);
  const [info, version] = await Promise.all([docker.info() as Promise<unknown>, docker.version()]);
  const facts = engineFacts(info, version, endpoint, foundBy);
  return engineOf(docker, { ...facts, builder: namedBuilder() ?? facts.builder }, confinement);
}

/** GROUNDWORK_BUILDER chooses between the engine's two builders, for an engine on which one of them misbehaves. */
function namedBuilder(): Builder | undefined {
  const named = process.env["GROUNDWORK_BUILDER"];
  if (named === undefined || named === "") return undefined;
  if (named === "buildkit" || named === "classic") return named;
  throw new EngineFault(`GROUNDWORK_BUILDER is "${named}".`, "Set it to buildkit or classic, or unset it.");
}

async function runtimeClient(endpoint: string): Promise<Dockerode> {
  try {
    return (await getContainerRuntimeClient()).container.dockerode;
  } catch (error) {
    throw new EngineFault(
      `No engine answered at ${endpoint}: ${(error as Error).message}`,
      "Start the engine, or run `groundwork doctor` to see what was tried.",
      { cause: error },
    );
  }
}

/** testcontainers, and every process that we start, read these as the docker command does. */
function setCertificates(certDir: string | null): void {
  if (certDir === null) {
    delete process.env["DOCKER_TLS_VERIFY"];
    delete process.env["DOCKER_CERT_PATH"];
    return;
  }
  process.env["DOCKER_TLS_VERIFY"] = "1";
  process.env["DOCKER_CERT_PATH"] = certDir;
}

function requireSameEndpoint(docker: Dockerode, endpoint: string): void {
  const modem = docker.modem as { socketPath?: string; host?: string; port?: string | number };
  const reached = modem.socketPath ?? `${modem.host ?? ""}:${String(modem.port ?? "")}`;
  const meant = endpoint.replace(/^(unix|npipe|tcp|https?):\/\//, "").replace(/(?<=:\d+)\/$/, "");
  if (reached.replaceAll("\\", "/") === meant.replaceAll("\\", "/")) return;
  throw new EngineFault(
    `The engine at ${endpoint} was meant, but ${reached} answered.`,
    "Check that DOCKER_HOST names an engine that runs, then try again.",
  );
}

/** A connection that is kept alive breaks BuildKit builds on engine 29.5 (docker-modem issue 196) and aborted ones on any. */
function closeEachConnection(docker: Dockerode): void {
  const modem = docker.modem as { headers?: Record<string, string> };
  modem.headers = { ...modem.headers, Connection: "close" };
}

function engineOf(docker: Dockerode, facts: Engine["facts"], confinement?: Confinement): Engine {
  const rootDir = confinement?.dataDir ?? facts.rootDir;
  return {
    facts,
    ...(confinement ? { confinement } : {}),
    situation: () => situation(docker),
    build: (request) =>
      build(docker, request, { builder: request.builder ?? facts.builder, rootDir, confinement }),
    run: (request) => run(docker, request, { rootDir, confinement }),
    converse: (request) => converse(docker, request, { rootDir, confinement }),
    serve: (request) => serve(docker, request, { endpoint: facts.endpoint, confinement }),
    push: (request) => push(docker, request),
    pull: (request) => pull(docker, request),
    registered: (reference) => registered(docker, reference),
    createNetwork: (name, labels, internal) => networks.createNetwork(docker, name, labels, internal),
    networks: (label) => networks.listNetworks(docker, label),
    removeNetwork: (name) => networks.removeNetwork(docker, name),
    volumes: (label) => storage.listVolumes(docker, label),
    removeVolume: (name) => storage.removeVolume(docker, name),
    buildCacheBytes: () => storage.buildCacheBytes(docker),
    pruneBuildCache: () => storage.pruneBuildCache(docker),
    image: (reference) => images.inspectImage(docker, reference),
    images: (label) => images.listImages(docker, label),
    listedSize: (reference) => images.listedSize(docker, reference),
    containers: (label) => images.listContainers(docker, label),
    tag: (reference, tag) => images.tagImage(docker, reference, tag),
    removeImage: (reference) => images.removeImage(docker, reference),
    removeContainer: (id) => images.removeContainer(docker, id),
    load: (archive) => images.loadArchive(docker, archive),
    save: (reference) => docker.getImage(reference).get(),
    saveInto: (reference, take) => saveInto(docker, reference, take),
    copyOut: (reference, path, labels) => images.copyOut(docker, reference, path, labels),
  };
}
