import { readFile } from "node:fs/promises";

/** Where this machine's kernel keeps the groups that limit processes. */
export type CgroupLayout = {
  /** Every tree that is mounted: a container's group is made in each, also in those that limit nothing. */
  readonly trees: readonly string[];
} & (
  | { readonly version: 1; readonly memory: string; readonly pids: string; readonly cpu: string }
  | { readonly version: 2; readonly root: string }
);

/**
 * Reads `/proc/self/mountinfo` (proc(5)): the three controllers of version 1 where all are mounted, else the one tree of
 * version 2. Null where there is neither. Pure.
 */
export function cgroupLayout(mountinfo: string): CgroupLayout | null {
  const mounts = mountinfo.split("\n").flatMap((line) => {
    const [before = "", after = ""] = line.split(" - ");
    const [type = "", , options = ""] = after.split(" ");
    return type.startsWith("cgroup")
      ? [{ type, point: before.split(" ")[4] ?? "", options: options.split(",") }]
      : [];
  });
  const controller = (name: string) =>
    mounts.find(({ type, options }) => type === "cgroup" && options.includes(name))?.point;
  const [memory, pids, cpu] = [controller("memory"), controller("pids"), controller("cpu")];
  const trees = mounts.map(({ point }) => point);
  if (memory !== undefined && pids !== undefined && cpu !== undefined)
    return { version: 1, trees, memory, pids, cpu };
  const unified = mounts.find(({ type }) => type === "cgroup2");
  return unified === undefined ? null : { version: 2, trees, root: unified.point };
}

/** The layout of this machine; null where there are no such groups, or we may not make any. */
export async function layoutHere(): Promise<CgroupLayout | null> {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return null;
  return cgroupLayout(await readFile("/proc/self/mountinfo", "utf8"));
}
