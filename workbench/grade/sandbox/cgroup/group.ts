import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { CgroupLayout } from "./layout.ts";
import { groupFolders, type GroupPlan } from "./plan.ts";

const KILL_MS = 10_000;
const AGAIN_MS = 20;
/** The kernel takes memory in pages, and several at a time. */
const MET_BYTES = 1_000_000;

/** What a group's own counters say of everything that ever ran in `jobs`. */
export interface JobCounters {
  /** Most processes and threads at one time; null where the kernel does not count it (before 6.1). */
  readonly pidsPeak: number | null;
  readonly pidsMax: number;
  /** How often a fork was refused; stays 0 on some kernels. */
  readonly pidsRefused: number;
  /** The memory limit was met, be it that the kernel could still make room by dropping cached files. */
  readonly memoryMet: boolean;
  /** Processes that the kernel killed for memory; version 1 counts them in each group alone, and forgets with the group. */
  readonly memoryKills: number;
}

/** The groups of one sandbox, by their name below each controller's root. */
export class SandboxGroup {
  readonly #layout: CgroupLayout;
  readonly #folders: readonly string[];
  readonly name: string;

  constructor(layout: CgroupLayout, name: string) {
    this.#layout = layout;
    this.name = name;
    this.#folders = groupFolders(layout, name);
  }

  /** Makes the groups and sets their limits. Throws the system's own reason where it refuses. */
  async create({ folders, writes }: GroupPlan): Promise<void> {
    for (const folder of folders) await mkdir(folder, { recursive: true });
    for (const { file, text, optional } of writes) {
      if (optional && !existsSync(file)) continue;
      await writeFile(file, text);
    }
  }

  /** Files that a process writes 0 into to enter the group of the engine. */
  get enterFiles(): readonly string[] {
    return this.#folders.map((folder) => path.join(folder, "engine", "cgroup.procs"));
  }

  /** What a container is told as its group's parent. */
  get jobsParent(): string {
    return `/${this.name}/jobs`;
  }

  /** Ids of all processes in the groups. */
  processes(): Promise<readonly number[]> {
    const root = this.#layout.version === 1 ? this.#layout.pids : this.#layout.root;
    return processesBelow(path.join(root, this.name));
  }

  /**
   * Kills everything in the groups and returns when they are empty; a fork bomb too, since what it forks stays inside.
   * False when something does not end, which is the case of a process that waits on a disk.
   */
  async kill(): Promise<boolean> {
    const end = Date.now() + KILL_MS;
    for (;;) {
      const alive = await this.processes();
      if (alive.length === 0) return true;
      if (Date.now() > end) return false;
      await this.#killOnce(alive);
      await sleep(AGAIN_MS);
    }
  }

  async #killOnce(alive: readonly number[]): Promise<void> {
    // Since Linux 5.14 the kernel does it in one go, forks under way included.
    const [unified] = this.#layout.version === 2 ? this.#folders : [];
    const all = unified === undefined ? null : path.join(unified, "cgroup.kill");
    if (all !== null && existsSync(all)) return writeFile(all, "1");
    for (const pid of alive) end(pid);
  }

  /** Removes the empty groups. */
  async remove(): Promise<void> {
    for (const folder of this.#everywhere) await removeBelow(folder);
  }

  get #everywhere(): readonly string[] {
    return this.#layout.trees.map((tree) => path.join(tree, this.name));
  }

  /** Reads the counters of `jobs`. */
  async counters(): Promise<JobCounters> {
    const at = (controller: "memory" | "pids", file: string) =>
      path.join(
        this.#layout.version === 2 ? this.#layout.root : this.#layout[controller],
        this.name,
        "jobs",
        file,
      );
    const [peak, max, pidsEvents, memory] = await Promise.all([
      read(at("pids", "pids.peak")),
      read(at("pids", "pids.max")),
      read(at("pids", "pids.events")),
      this.#layout.version === 1
        ? controllerMemory(at("memory", ""))
        : unifiedMemory(at("memory", "memory.events")),
    ]);
    return {
      pidsPeak: peak === null ? null : Number(peak),
      pidsMax: max === null || max.trim() === "max" ? Infinity : Number(max),
      pidsRefused: keyed(pidsEvents, "max"),
      ...memory,
    };
  }
}

type MemoryCounters = Pick<JobCounters, "memoryMet" | "memoryKills">;

/** Version 2: the events of a group count those below it, also of groups that are gone. */
async function unifiedMemory(file: string): Promise<MemoryCounters> {
  const events = await read(file);
  return { memoryMet: keyed(events, "max") > 0, memoryKills: keyed(events, "oom_kill") };
}

/** Version 1: the failure counter was seen to stay 0 on Linux 6.18 though the limit was met, so the peak is looked at. */
async function controllerMemory(folder: string): Promise<MemoryCounters> {
  const [peak, limit, kills] = await Promise.all([
    read(path.join(folder, "memory.max_usage_in_bytes")),
    read(path.join(folder, "memory.limit_in_bytes")),
    killsBelow(folder),
  ]);
  const memoryMet = peak !== null && limit !== null && Number(peak) > Number(limit) - MET_BYTES;
  return { memoryMet, memoryKills: kills };
}

async function killsBelow(folder: string): Promise<number> {
  const own = keyed(await read(path.join(folder, "memory.oom_control")), "oom_kill");
  const below = await Promise.all((await folders(folder)).map((each) => killsBelow(each)));
  return below.reduce((sum, kills) => sum + kills, own);
}

async function processesBelow(folder: string): Promise<readonly number[]> {
  const own = (await read(path.join(folder, "cgroup.procs")))?.split("\n").filter(Boolean).map(Number) ?? [];
  const below = await Promise.all((await folders(folder)).map((each) => processesBelow(each)));
  return [...own, ...below.flat()];
}

async function removeBelow(folder: string): Promise<void> {
  for (const each of await folders(folder)) await removeBelow(each);
  await rmdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  });
}

async function folders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((each) => each.isDirectory()).map((each) => path.join(folder, each.name));
}

function read(file: string): Promise<string | null> {
  return readFile(file, "utf8").catch(() => null);
}

function keyed(text: string | null, key: string): number {
  const line = text?.split("\n").find((each) => each.startsWith(`${key} `));
  return line === undefined ? 0 : Number(line.slice(key.length + 1));
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
