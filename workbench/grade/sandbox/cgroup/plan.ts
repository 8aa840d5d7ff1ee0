import path from "node:path";
import type { CgroupLayout } from "./layout.ts";

/** Bounds of one group of processes. */
export interface GroupLimits {
  readonly memoryBytes: number;
  readonly pids: number;
  /** Cores; null: as many as there are. */
  readonly cpus: number | null;
}

/** What is done on the file system to make a sandbox's groups, in this order. */
export interface GroupPlan {
  readonly folders: readonly string[];
  /** `optional`: a kernel without swap accounting has no such file, and then no swap to limit either. */
  readonly writes: readonly { readonly file: string; readonly text: string; readonly optional?: boolean }[];
}

/** Length of the kernel's period, in microseconds, of which a group gets its share. */
const PERIOD_US = 100_000;

/** The folders of a sandbox's group: one for each controller in version 1, one in version 2. Pure. */
export function groupFolders(layout: CgroupLayout, name: string): readonly string[] {
  const roots = layout.version === 2 ? [layout.root] : [layout.memory, layout.pids, layout.cpu];
  return [...new Set(roots)].map((root) => path.join(root, name));
}

/**
 * A group with two below it: `engine` for the daemons, `jobs` for whatever a hand-in starts. With one group for both, the
 * kernel ends dockerd when a hand-in takes too much. Pure.
 */
export function groupPlan(
  layout: CgroupLayout,
  name: string,
  limits: { readonly whole: GroupLimits; readonly jobs: GroupLimits },
): GroupPlan {
  const tops = groupFolders(layout, name);
  const folders = tops.flatMap((top) => [top, path.join(top, "engine"), path.join(top, "jobs")]);
  const of = (part: string, bounds: GroupLimits) =>
    layout.version === 2
      ? unifiedWrites(path.join(layout.root, name, part), bounds)
      : controllerWrites(layout, path.join(name, part), bounds);
  return {
    folders,
    writes: [...delegation(layout, name), ...of("", limits.whole), ...of("jobs", limits.jobs)],
  };
}

/** In version 2, a group has the controllers that the one above hands down (kernel documentation, cgroup-v2.rst). */
function delegation(layout: CgroupLayout, name: string): GroupPlan["writes"] {
  if (layout.version === 1) return [];
  return [layout.root, path.join(layout.root, name)].map((folder) => ({
    file: path.join(folder, "cgroup.subtree_control"),
    text: "+memory +pids +cpu",
  }));
}

function unifiedWrites(folder: string, { memoryBytes, pids, cpus }: GroupLimits): GroupPlan["writes"] {
  return [
    { file: path.join(folder, "memory.max"), text: String(memoryBytes) },
    { file: path.join(folder, "memory.swap.max"), text: "0", optional: true },
    { file: path.join(folder, "pids.max"), text: String(pids) },
    ...(cpus === null
      ? []
      : [{ file: path.join(folder, "cpu.max"), text: `${Math.round(cpus * PERIOD_US)} ${PERIOD_US}` }]),
  ];
}

function controllerWrites(
  layout: Extract<CgroupLayout, { version: 1 }>,
  group: string,
  { memoryBytes, pids, cpus }: GroupLimits,
): GroupPlan["writes"] {
  const memory = (file: string) => path.join(layout.memory, group, file);
  return [
    { file: memory("memory.limit_in_bytes"), text: String(memoryBytes) },
    { file: memory("memory.memsw.limit_in_bytes"), text: String(memoryBytes), optional: true },
    { file: path.join(layout.pids, group, "pids.max"), text: String(pids) },
    ...(cpus === null
      ? []
      : [
          { file: path.join(layout.cpu, group, "cpu.cfs_period_us"), text: String(PERIOD_US) },
          {
            file: path.join(layout.cpu, group, "cpu.cfs_quota_us"),
            text: String(Math.round(cpus * PERIOD_US)),
          },
        ]),
  ];
}
