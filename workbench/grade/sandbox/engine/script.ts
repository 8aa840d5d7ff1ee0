import { DATA_ROOT, pathsIn, type Places } from "./places.ts";

/**
 * Enters the groups, then starts what follows in empty namespaces. When the one who started it dies, the kernel kills
 * `unshare`, then the first process of the process namespace, and with that everything in it; mounts and the loop device
 * go with the mount namespace.
 */
const OUTER = [
  "set -e",
  // Not allowed everywhere; the room between the two groups' limits is what protects the engine.
  "echo -500 2>/dev/null > /proc/self/oom_score_adj || true",
  'inner="$1"; shift',
  'while [ "$1" != -- ]; do echo 0 > "$1"; shift; done; shift',
  'exec unshare --net --mount --pid --fork --kill-child --mount-proc sh -c "$inner" engine "$@"',
].join("\n");

/**
 * Its own disk and /etc/docker (no credentials, no settings of the machine's), a loopback for registries that
 * labs start, and no other way to anywhere.
 */
const INNER = [
  "set -e",
  "mkdir -p /run/containerd /etc/docker",
  "mount -t tmpfs -o mode=755 tmpfs /run/containerd",
  'mkdir "$GW_DATA"',
  'mount -o loop,noatime "$GW_IMAGE" "$GW_DATA"',
  "mount -t tmpfs tmpfs /etc/docker",
  "ip link set lo up",
  'exec env -i PATH="$PATH" HOME="$GW_HOME" DOCKER_CONFIG="$GW_HOME" dockerd "$@"',
].join("\n");

/** The command that starts a sandbox's engine, and the environment that its scripts read. Pure. */
export function startCommand(places: Places, group: { enterFiles: readonly string[]; jobsParent: string }) {
  const at = pathsIn(places.root);
  const daemon = [
    ...["--data-root", DATA_ROOT, "--exec-root", at.exec, "--pidfile", at.pid, "--host", at.endpoint],
    ...["--group", "root", "--cgroup-parent", group.jobsParent, "--exec-opt", "native.cgroupdriver=cgroupfs"],
    ...["--iptables=false", "--ip6tables=false", "--ip-forward=false", "--ip-masq=false"],
  ];
  return {
    program: "setpriv",
    args: ["--pdeathsig", "KILL", "sh", "-c", OUTER, "enter", INNER, ...group.enterFiles, "--", ...daemon],
    env: { GW_IMAGE: places.image, GW_DATA: DATA_ROOT, GW_HOME: at.home },
  };
}
