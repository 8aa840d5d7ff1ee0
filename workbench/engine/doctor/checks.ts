import type { EngineFacts } from "../types.ts";
import type { Check, CheckStatus, Observations } from "./types.ts";

const GIB = 1024 ** 3;
/** The API of Docker 20.10, the oldest engine that Groundwork is tested with. */
const OLDEST_API = 1.41;
const LITTLE_MEMORY = 2 * GIB;
const LITTLE_DISK = 5 * GIB;
/** Less than this does not hold the bases. */
const TOO_LITTLE_DISK = GIB;

/** Judges what was observed of a machine: one check for each thing that decides whether labs run. Pure. */
export function diagnose(seen: Observations): readonly Check[] {
  const ofEngine = seen.engine
    ? [...engineChecks(seen.engine, seen.isPrivate), registryCheck(seen)]
    : [noEngine(seen)];
  return [...ofEngine, diskCheck(seen), check("node", "Node", "ok", `${seen.node} on ${seen.host}`)];
}

/** True when nothing that was checked keeps labs from running. */
export function canRun(checks: readonly Check[]): boolean {
  return checks.every(({ status }) => status !== "fail");
}

function engineChecks(engine: EngineFacts, isPrivate: boolean): readonly Check[] {
  const whose = isPrivate ? "Groundwork's own, private" : "yours";
  return [
    check("engine", "Engine", "ok", `${engine.endpoint}, found by ${engine.foundBy}; ${whose}`),
    versionCheck(engine),
    platformCheck(engine),
    storageCheck(engine),
    limitsCheck(engine),
    memoryCheck(engine),
  ];
}

function noEngine({ fault }: Observations): Check {
  const first = fault?.message.split("\n")[0] ?? "none answers";
  return check("engine", "Engine", "fail", first, fault?.next);
}

function versionCheck({ product, version, apiVersion }: EngineFacts): Check {
  const seen = `${product} ${version}, API ${apiVersion}`;
  const [major = 0, minor = 0] = apiVersion.split(".").map(Number);
  const oldest = String(OLDEST_API).split(".").map(Number);
  const old = major < (oldest[0] ?? 0) || (major === oldest[0] && minor < (oldest[1] ?? 0));
  return old
    ? check("version", "Version", "fail", seen, "Update the engine: Docker 20.10 is the oldest that works.")
    : check("version", "Version", "ok", seen);
}

function platformCheck({ platform, operatingSystem, kernel }: EngineFacts): Check {
  const seen = `${platform}; ${operatingSystem}, kernel ${kernel}`;
  return platform === "linux/amd64" || platform === "linux/arm64"
    ? check("platform", "Platform", "ok", seen)
    : check(
        "platform",
        "Platform",
        "fail",
        seen,
        "The programs of the labs exist for linux/amd64 and linux/arm64 only.",
      );
}

function storageCheck({ storageDriver, imageStore, rootDir }: EngineFacts): Check {
  const seen = `${storageDriver} in ${rootDir}, ${imageStore} image store`;
  return storageDriver === "vfs"
    ? check(
        "storage",
        "Storage",
        "note",
        seen,
        "vfs copies every layer whole: all works, but slowly and with much disk.",
      )
    : check("storage", "Storage", "ok", seen);
}

function limitsCheck({ cgroup, rootless }: EngineFacts): Check {
  const seen = `cgroup v${cgroup}${rootless ? ", rootless" : ""}`;
  return rootless && cgroup === "1"
    ? check(
        "limits",
        "Limits",
        "note",
        seen,
        "A rootless engine on cgroup v1 ignores memory limits: labs about them can't be graded here.",
      )
    : check("limits", "Limits", "ok", seen);
}

function memoryCheck({ memoryBytes, cpus }: EngineFacts): Check {
  const seen = `${gib(memoryBytes)} and ${cpus} ${cpus === 1 ? "CPU" : "CPUs"} for containers`;
  return memoryBytes < LITTLE_MEMORY
    ? check(
        "memory",
        "Memory",
        "note",
        seen,
        "Give the engine at least 2 GiB (Docker Desktop and Colima: in their settings).",
      )
    : check("memory", "Memory", "ok", seen);
}

function registryCheck({ registry }: Observations): Check {
  if (registry?.reached) return check("registry", "Registry", "ok", "Docker Hub answers the engine");
  const seen = `Docker Hub can't be reached: ${registry?.message ?? "not asked"}`;
  return check(
    "registry",
    "Registry",
    "note",
    seen,
    "No harm: bases are built from the distributions' own packages instead.",
  );
}

function diskCheck({ stateDir, freeBytes }: Observations): Check {
  if (freeBytes === null) return check("disk", "Disk", "note", `the free space of ${stateDir} is not known`);
  const seen = `${gib(freeBytes)} free for ${stateDir}`;
  if (freeBytes < TOO_LITTLE_DISK)
    return check("disk", "Disk", "fail", seen, "Free some space: the bases do not fit.");
  if (freeBytes < LITTLE_DISK)
    return check("disk", "Disk", "note", seen, "Free some space before long: images need it.");
  return check("disk", "Disk", "ok", seen);
}

function check(
  id: string,
  title: string,
  status: CheckStatus,
  seen: string,
  advice: string | null = null,
): Check {
  return { id, title, status, seen, advice };
}

function gib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`;
}
