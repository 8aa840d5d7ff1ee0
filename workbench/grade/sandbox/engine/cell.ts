import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeFolder } from "../../../folder.ts";
import { ownerMark, temporaryFolder } from "../../../temporary.ts";
import { SandboxGroup } from "../cgroup/group.ts";
import type { CgroupLayout } from "../cgroup/layout.ts";
import { groupPlan } from "../cgroup/plan.ts";
import { MB, type SandboxLimits } from "../limits.ts";
import { LONGEST_ROOT, type Places } from "./places.ts";
import { forget, remember } from "./records.ts";
import { removeSandbox } from "./remove.ts";
import { startEngine } from "./start.ts";

export interface CellRequest {
  readonly layout: CgroupLayout;
  readonly limits: SandboxLimits;
  readonly stateDir: string;
  readonly signal?: AbortSignal | undefined;
  /** Makes the file system at a path: empty, or a copy. */
  readonly disk: (image: string) => Promise<void>;
}

/** An engine on its own disk, in its own groups and namespaces. */
export interface Cell {
  readonly places: Places;
  readonly group: SandboxGroup;
  /** Id of the engine's first process, whose end is the end of all others. */
  readonly first: number;
  /** Ends and removes all of it. */
  remove(): Promise<void>;
}

/** Makes a cell and starts its engine. Written down before anything is made; nothing stays when it fails. */
export async function openCell({ layout, limits, stateDir, signal, disk }: CellRequest): Promise<Cell> {
  const name = `groundwork-${ownerMark()}-${randomBytes(4).toString("hex")}`;
  const image = path.join(stateDir, "grade", "disks", `${name}.img`);
  const places: Places = { name, image, root: await shortFolder() };
  const group = new SandboxGroup(layout, name);
  const remove = async (): Promise<void> => {
    await removeSandbox(places, layout);
    await forget(stateDir, places);
  };
  try {
    await remember(stateDir, places);
    await makeFolder(path.dirname(image));
    await Promise.all([disk(image), group.create(planOf(layout, name, limits))]);
    return { places, group, first: await startEngine(places, group, signal), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A folder whose path leaves room for the sockets in it, which TMPDIR need not. */
function shortFolder(): Promise<string> {
  const parent = Buffer.byteLength(tmpdir()) + 40 <= LONGEST_ROOT ? tmpdir() : "/tmp";
  return temporaryFolder("sandbox", parent);
}

function planOf(layout: CgroupLayout, name: string, limits: SandboxLimits) {
  return groupPlan(layout, name, {
    whole: { memoryBytes: limits.engineMemoryMegabytes * MB, pids: limits.enginePids, cpus: null },
    jobs: { memoryBytes: limits.jobsMemoryMegabytes * MB, pids: limits.jobsPids, cpus: limits.cpus },
  });
}
