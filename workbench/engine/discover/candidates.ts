import { contextCandidate } from "./context.ts";
import { usualSockets } from "./sockets.ts";
import type { Candidate, DiscoverHost } from "./types.ts";

/** The endpoint of our own engine, and whether it looks to be running. */
export interface PrivatePlace {
  readonly endpoint: string;
  readonly running: boolean;
}

/**
 * Where an engine may answer on this machine, best first: DOCKER_HOST, the docker context in use, our private
 * engine if it runs, then the usual sockets. When DOCKER_HOST is set, it is the only one: as with the docker
 * command, it wins over every context.
 */
export function candidates(host: DiscoverHost, own: PrivatePlace | null): readonly Candidate[] {
  const named = host.env["DOCKER_HOST"];
  if (named) return [{ ...fromDockerHost(host, named), ...(named === own?.endpoint && OWN) }];
  const context = contextCandidate(host);
  if (context?.required) return [context];
  const list = [
    ...(context ? [context] : []),
    ...(own?.running ? [plain(own.endpoint, "private engine", true)] : []),
    ...usualSockets(host).map(({ endpoint, foundBy }) => plain(endpoint, foundBy, false)),
  ];
  return list.filter((one, index) => list.findIndex((other) => other.endpoint === one.endpoint) === index);
}

/** A process that found our own engine names it to its children by DOCKER_HOST: it stays what it is. */
const OWN = { foundBy: "private engine", isPrivate: true };

function fromDockerHost(host: DiscoverHost, endpoint: string): Candidate {
  const secure = endpoint.startsWith("https://") || Boolean(host.env["DOCKER_TLS_VERIFY"]);
  const folder = host.env["DOCKER_CERT_PATH"] || host.env["DOCKER_CONFIG"] || `${host.home}/.docker`;
  return {
    endpoint,
    foundBy: "DOCKER_HOST",
    required: true,
    certDir: secure ? folder : null,
    isPrivate: false,
  };
}

function plain(endpoint: string, foundBy: string, isPrivate: boolean): Candidate {
  return { endpoint, foundBy, required: false, certDir: null, isPrivate };
}
