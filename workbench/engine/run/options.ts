import type Dockerode from "dockerode";
import type { Confinement } from "../confinement.ts";
import { LABEL_CONTAINER } from "../labels.ts";
import type { RunRequest } from "../types.ts";

/** Turns a run request into what the engine's API wants, within what a confinement lets it be. Pure. */
export function containerOptions(
  request: RunRequest,
  confinement?: Confinement,
): Dockerode.ContainerCreateOptions {
  const asked = askedOptions(request);
  return confinement ? confined(asked, request, confinement) : asked;
}

/** What a container has by default (moby, oci/caps/defaults.go), and the one more that looks into a neighbour's processes. */
const LENDABLE = new Set(
  "CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE SYS_PTRACE".split(
    " ",
  ),
);

/**
 * Every container of a graded run gets these, whatever was asked. What a lab looks at stays as it asked: the user, which
 * of the default capabilities there are, whether the root is read-only, PID 1, and the text of a program that can't be
 * started. A capability that reaches the kernel is never added: a list may come out of a hand-in. Only a test that is
 * about setuid programs says `noNewPrivileges: false`.
 */
function confined(
  asked: Dockerode.ContainerCreateOptions,
  request: RunRequest,
  { pids, memoryBytes, cpus }: Confinement,
): Dockerode.ContainerCreateOptions {
  const memory = Math.min(request.memoryBytes ?? memoryBytes, memoryBytes);
  return {
    ...asked,
    HostConfig: {
      ...asked.HostConfig,
      Memory: memory,
      MemorySwap: memory,
      PidsLimit: Math.min(request.pids ?? pids, pids),
      NanoCpus: Math.round(cpus * 1e9),
      CapAdd: request.capAdd?.filter((name) => LENDABLE.has(name.toUpperCase().replace(/^CAP_/, ""))),
      SecurityOpt: request.noNewPrivileges === false ? undefined : ["no-new-privileges"],
      OomKillDisable: false,
      Privileged: false,
      RestartPolicy: { Name: "no" },
      Ulimits: [{ Name: "core", Soft: 0, Hard: 0 }],
    },
  };
}

function askedOptions(request: RunRequest): Dockerode.ContainerCreateOptions {
  return {
    Image: request.image,
    Cmd: request.command ? [...request.command] : undefined,
    Entrypoint: request.entrypoint ? [...request.entrypoint] : undefined,
    Env: Object.entries(request.env ?? {}).map(([key, value]) => `${key}=${value}`),
    User: request.user,
    WorkingDir: request.workdir,
    Labels: { ...request.labels, [LABEL_CONTAINER]: "run" },
    AttachStdout: true,
    AttachStderr: true,
    NetworkingConfig: aliases(request),
    HostConfig: {
      NetworkMode: request.network ?? "none",
      PidMode: request.pid,
      CapAdd: request.capAdd ? [...request.capAdd] : undefined,
      CapDrop: request.capDrop ? [...request.capDrop] : undefined,
      SecurityOpt: request.noNewPrivileges ? ["no-new-privileges"] : undefined,
      ReadonlyRootfs: request.readOnly ?? false,
      Tmpfs: request.tmpfs ? { ...request.tmpfs } : undefined,
      Binds: request.binds ? [...request.binds] : undefined,
      Memory: request.memoryBytes,
      // The same limit with swap, or a program would be swapped out instead of stopped.
      MemorySwap: request.memoryBytes,
      PidsLimit: request.pids,
      Init: request.init ?? false,
      // We read the attached streams; the engine need not keep a copy that a flood would grow without bound.
      LogConfig: { Type: "none", Config: {} },
    },
  };
}

function aliases({ network, aliases: names = [] }: RunRequest): {
  EndpointsConfig?: Dockerode.EndpointsConfig;
} {
  if (network === undefined || names.length === 0) return {};
  return { EndpointsConfig: { [network]: { Aliases: [...names] } } };
}

/**
 * The code that `docker run` exits with when the engine refuses to start a container: 127 for a command that is not
 * there, 126 for one that can't be executed, 125 for everything else (docker/cli, command/container/run.go).
 */
export function refusedExitCode(message: string): number {
  if (/executable file not found|no such file or directory|system cannot find the file/i.test(message))
    return 127;
  if (/permission denied|is a directory/i.test(message)) return 126;
  return 125;
}
