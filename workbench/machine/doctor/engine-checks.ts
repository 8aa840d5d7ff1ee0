import type { EngineFacts, EngineSituation } from "../../engine/types.ts";
import { checkOf, gib, GIB } from "./check.ts";
import { faultsOf } from "./faults.ts";
import type { Check, Observations } from "./types.ts";

/** The API of Docker 20.10, the oldest engine that Groundwork is tested with. */
const OLDEST_API = [1, 41] as const;
const LITTLE_MEMORY = 2 * GIB;
const LITTLE_DISK = 5 * GIB;
/** Less than this does not hold the bases. */
const TOO_LITTLE_DISK = GIB;
/** More than this between two clocks makes certificates and package lists look wrong. */
const CLOCKS_APART_MS = 60_000;

/** What is to be known of the engine that labs would use. Pure. */
export function engineChecks(engine: EngineFacts, seen: Observations): readonly Check[] {
  const whose = seen.isPrivate ? "Groundwork's own, private" : "yours";
  return [
    checkOf("engine", "Engine").ok(`${engine.endpoint}, found by ${engine.foundBy}; ${whose}`),
    versionCheck(engine, seen.situation),
    ...faultChecks(engine),
    builderCheck(engine, seen.namedBuilder),
    platformCheck(engine),
    checkOf("image-store", "Image store").ok(engine.imageStore),
    storageCheck(engine),
    engineDiskCheck(engine, seen.engineFreeBytes),
    limitsCheck(engine, seen.situation),
    memoryCheck(engine),
    ...clockCheck(seen.situation, seen.nowMs),
  ];
}

/** The one check of a machine on which no engine answers. Pure. */
export function noEngine({ fault }: Pick<Observations, "fault">): Check {
  const first = fault?.message.split("\n")[0] ?? "none answers";
  return checkOf("engine", "Engine").fail(first, fault ? { todo: fault.next } : {});
}

function versionCheck({ product, version, apiVersion }: EngineFacts, parts: EngineSituation | null): Check {
  const more = [parts?.containerd && `containerd ${parts.containerd}`, parts?.runc && `runc ${parts.runc}`];
  const seen = [`${product} ${version}`, `API ${apiVersion}`, ...more.filter(Boolean)].join(", ");
  const [major = 0, minor = 0] = apiVersion.split(".").map(Number);
  const old = major < OLDEST_API[0] || (major === OLDEST_API[0] && minor < OLDEST_API[1]);
  const check = checkOf("version", "Version");
  return old
    ? check.fail(seen, { todo: "Update the engine: Docker 20.10 is the oldest that works." })
    : check.ok(seen);
}

function faultChecks(engine: EngineFacts): readonly Check[] {
  const check = checkOf("fault", "Known fault");
  return faultsOf(engine).map(({ what, remark, todo, source }) =>
    check.note(what, { remark: `${remark} ${source}`, ...(todo === null ? {} : { todo }) }),
  );
}

function builderCheck({ builder, product }: EngineFacts, named: string | null): Check {
  const others = product === "podman" ? "the only one" : `the engine also has ${other(builder)}`;
  const why = named === null ? "" : ", because GROUNDWORK_BUILDER says so";
  return checkOf("builder", "Builder").ok(`${builder}${why}; ${others}`);
}

const other = (builder: EngineFacts["builder"]) =>
  builder === "buildkit" ? "the classic builder" : "BuildKit";

function platformCheck({ platform, operatingSystem, kernel }: EngineFacts): Check {
  const seen = `${platform}; ${operatingSystem}, kernel ${kernel}`;
  const check = checkOf("platform", "Platform");
  return platform === "linux/amd64" || platform === "linux/arm64"
    ? check.ok(seen)
    : check.fail(seen, {
        todo: "Use an engine for linux/amd64 or linux/arm64: the labs' programs exist for these only.",
      });
}

function storageCheck({ storageDriver, rootDir }: EngineFacts): Check {
  const seen = `${storageDriver}, in ${rootDir}`;
  const check = checkOf("storage", "Storage driver");
  return storageDriver === "vfs"
    ? check.note(seen, { remark: "vfs copies every layer whole: all works, but slowly and with much disk." })
    : check.ok(seen);
}

function engineDiskCheck({ rootDir }: EngineFacts, free: number | null): Check {
  const check = checkOf("engine-disk", "Engine's disk");
  if (free === null) return check.ok("its free space can't be seen from here");
  return diskCheck(check, `${gib(free)} free in ${rootDir}`, free);
}

/** Judges free bytes, the same for the engine's disk and for ours. Pure. */
export function diskCheck(check: ReturnType<typeof checkOf>, seen: string, free: number): Check {
  if (free < TOO_LITTLE_DISK)
    return check.fail(seen, {
      todo: "Free some space, at least 1 GiB: the bases do not fit. `npx groundwork clean` gives back what is ours.",
    });
  if (free < LITTLE_DISK) return check.note(seen, { todo: "Free some space before long: images need it." });
  return check.ok(seen);
}

function limitsCheck({ cgroup, rootless }: EngineFacts, situation: EngineSituation | null): Check {
  const users = rootless
    ? ", rootless"
    : situation?.userns
      ? ", root in a container is another user outside"
      : "";
  const seen = `cgroup v${cgroup}${users}`;
  const check = checkOf("limits", "Limits");
  return rootless && cgroup === "1"
    ? check.note(seen, {
        remark: "A rootless engine on cgroup v1 ignores memory limits: labs about them can't be graded here.",
      })
    : check.ok(seen);
}

function memoryCheck({ memoryBytes, cpus }: EngineFacts): Check {
  const seen = `${gib(memoryBytes)} and ${cpus} ${cpus === 1 ? "CPU" : "CPUs"} for containers`;
  const check = checkOf("memory", "Memory");
  return memoryBytes < LITTLE_MEMORY
    ? check.note(seen, {
        todo: "Give the engine at least 2 GiB of memory (Docker Desktop and Colima: in their settings).",
      })
    : check.ok(seen);
}

function clockCheck(situation: EngineSituation | null, nowMs: number): readonly Check[] {
  const clockMs = situation?.clockMs ?? null;
  if (clockMs === null) return [];
  const apart = clockMs - nowMs;
  const check = checkOf("clock", "Clock");
  if (Math.abs(apart) < CLOCKS_APART_MS) return [check.ok("the engine's and this machine's agree")];
  const seconds = Math.round(Math.abs(apart) / 1000);
  return [
    check.note(`the engine's is ${seconds} s ${apart < 0 ? "behind" : "ahead of"} this machine's`, {
      remark: "Certificates and package lists look out of date to one of them.",
      todo: "Set the clock, or restart the engine: a virtual machine's clock stops while the machine sleeps.",
    }),
  ];
}
