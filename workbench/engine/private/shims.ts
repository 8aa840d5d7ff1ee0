import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import type { ProcessFacts } from "./processes.ts";

/**
 * Paths of the sockets that containerd's shims keep outside of every engine's own folder, and leave when killed:
 * /run/containerd/s/ and the SHA-256 of `<containerd's socket>/<namespace>/<container id>`
 * (containerd 1.6 and later, runtime/v2/shim/util_unix.go).
 */
export function shimSockets(processes: readonly Pick<ProcessFacts, "argv">[]): readonly string[] {
  return processes.flatMap(({ argv }) => {
    const [address, namespace, id] = ["-address", "-namespace", "-id"].map((flag) => {
      const at = argv.indexOf(flag);
      return at < 0 ? undefined : argv[at + 1];
    });
    if (!address || !namespace || !id) return [];
    const name = createHash("sha256").update(`${address}/${namespace}/${id}`).digest("hex");
    return [`/run/containerd/s/${name}`];
  });
}

/** Removes what shims have left; most have tidied up by themselves. */
export function removeShimSockets(paths: readonly string[]): void {
  for (const path of paths) rmSync(path, { force: true });
}
