import type { EngineFacts } from "../../engine/types.ts";
import { GIB } from "./check.ts";
import type { Observations } from "./types.ts";

const FACTS: EngineFacts = {
  product: "docker",
  version: "28.3.0",
  apiVersion: "1.51",
  endpoint: "unix:///var/run/docker.sock",
  foundBy: "the usual socket",
  id: "id",
  platform: "linux/amd64",
  storageDriver: "overlay2",
  imageStore: "classic",
  cgroup: "2",
  rootless: false,
  operatingSystem: "Debian GNU/Linux 13 (trixie)",
  kernel: "6.12.0",
  memoryBytes: 8 * GIB,
  cpus: 4,
  rootDir: "/var/lib/docker",
  builder: "buildkit",
};

const NOW = Date.UTC(2026, 0, 15, 9);

/** A machine on which all is well but what is told otherwise. */
export function machine(engine: Partial<EngineFacts> = {}, more: Partial<Observations> = {}): Observations {
  const facts = { ...FACTS, ...engine };
  const reason = `${facts.product} ${facts.version} answered`;
  return {
    engine: facts,
    situation: { clockMs: NOW, userns: false, mirrors: [], runc: "", containerd: "" },
    isPrivate: false,
    fault: null,
    tried: [{ endpoint: facts.endpoint, foundBy: facts.foundBy, answered: true, reason }],
    registries: ["docker.io", "gcr.io"].map((registry) => ({ registry, reached: true, message: "" })),
    hub: { kind: "told", limit: 100, remaining: 93, hours: 6 },
    bases: { byOrigin: { registry: 18 }, absent: 0, absentPulled: 0 },
    whyNotBuilt: null,
    engineFreeBytes: 50 * GIB,
    namedBuilder: null,
    nowMs: NOW,
    node: "v24.21.0",
    npm: "11.6.0",
    host: "linux x64",
    course: "groundwork 0.1.0, commit 0123456789ab",
    stateDir: "/home/ada/groundwork/.groundwork",
    freeBytes: 50 * GIB,
    stateProblem: null,
    ...more,
  };
}

const unreached = (registry: string) => ({
  registry,
  reached: false,
  message: `Get "https://${registry}/v2/": dial tcp: lookup ${registry}: no such host`,
});

/** A machine on which no engine answers. */
export const withoutEngine = (): Observations =>
  machine(
    {},
    {
      engine: null,
      situation: null,
      bases: null,
      registries: [],
      hub: { kind: "not reached", message: "not asked without an engine" },
      engineFreeBytes: null,
      fault: {
        message: "No engine answers.\nTried:\n  /var/run/docker.sock: nobody listens",
        next: "Start Docker.",
      },
      tried: [
        {
          endpoint: "unix:///home/ada/.docker/run/docker.sock",
          foundBy: "Docker Desktop",
          answered: false,
          reason: "there is no socket at this path",
        },
      ],
    },
  );

/** Machines as they stand in classrooms. */
export const MACHINES: Readonly<Record<string, Observations>> = {
  "all-well": machine(),
  "no-engine": withoutEngine(),
  "old-and-full": machine(
    { version: "20.10.7", apiVersion: "1.41", cgroup: "1", rootless: true, memoryBytes: GIB },
    { engineFreeBytes: GIB / 2, freeBytes: 3 * GIB },
  ),
  "desktop-after-sleep": machine(
    {
      version: "29.5.3",
      apiVersion: "1.52",
      imageStore: "containerd",
      storageDriver: "overlayfs",
      endpoint: "unix:///home/ada/.docker/run/docker.sock",
      foundBy: "Docker Desktop",
      platform: "linux/arm64",
    },
    {
      engineFreeBytes: null,
      host: "darwin arm64",
      situation: { clockMs: NOW - 5_400_000, userns: false, mirrors: [], runc: "1.3.0", containerd: "2.1.0" },
      hub: { kind: "told", limit: 100, remaining: 0, hours: 6 },
      bases: { byOrigin: { registry: 4 }, absent: 12, absentPulled: 2 },
    },
  ),
  "podman-without-network": machine(
    { product: "podman", version: "5.4.0", builder: "classic", foundBy: "rootless Podman", rootless: true },
    {
      registries: ["docker.io", "gcr.io"].map(unreached),
      hub: { kind: "not reached", message: "getaddrinfo ENOTFOUND" },
      bases: { byOrigin: {}, absent: 16, absentPulled: 2 },
      whyNotBuilt: "making a root file system needs root, and this is another user",
      npm: null,
    },
  ),
};
