import { readFileSync, readdirSync } from "node:fs";
import { basename } from "node:path";

export interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  /** `Z` for a dead one that waits for its parent. */
  readonly state: string;
  readonly argv: readonly string[];
}

/** What an engine is made of; anything else that merely names our folder (an editor, `tail`) is not ours to stop. */
const PARTS = /^(dockerd|containerd|containerd-shim.*|runc|docker-proxy|docker-init)$/;

/** All processes of this machine, from /proc; empty where there is no /proc. */
export function allProcesses(): readonly ProcessFacts[] {
  try {
    return readdirSync("/proc").flatMap((name) =>
      /^\d+$/.test(name) ? (readProcess(Number(name)) ?? []) : [],
    );
  } catch {
    return [];
  }
}

/**
 * The processes that belong to the engine with these folders: its daemons and shims, by the paths in their
 * arguments, and everything that descends from them (the processes in containers and build steps).
 */
export function engineProcesses(
  all: readonly ProcessFacts[],
  folders: readonly string[],
): readonly ProcessFacts[] {
  const mine = new Set<number>();
  for (const { pid, argv } of all) {
    const ours = argv.some((word) => folders.some((folder) => word.includes(`${folder}/`)));
    if (ours && isPart({ argv })) mine.add(pid);
  }
  for (let before = -1; before !== mine.size;) {
    before = mine.size;
    for (const { pid, parent } of all) if (mine.has(parent)) mine.add(pid);
  }
  return all.filter(({ pid, state }) => mine.has(pid) && state !== "Z");
}

/** True for a process of the engine itself, false for one that runs in a container or a build. */
export function isPart({ argv }: Pick<ProcessFacts, "argv">): boolean {
  return PARTS.test(basename(argv[0] ?? ""));
}

function readProcess(pid: number): ProcessFacts | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name stands in brackets and may itself hold spaces and brackets: count from the last one.
    const [state = "", parent = "0"] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const argv = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").filter(Boolean);
    return { pid, parent: Number(parent), state, argv };
  } catch {
    // It ended while we looked.
    return null;
  }
}
