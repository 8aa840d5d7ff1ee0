import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EngineFault } from "../errors.ts";

const POLL_MS = 100;
/** Long enough for another command's package installation on a slow line. */
const DEADLINE_MS = 600_000;

interface LockOptions {
  /** Called once, with the owner's process id, when there is somebody to wait for. */
  readonly onWait?: (pid: number) => void;
  readonly signal?: AbortSignal;
}

/** Runs `work` while no other command of ours holds the lock file. A lock whose owner is gone is taken over. */
export async function withLock<Result>(
  path: string,
  work: () => Promise<Result>,
  options: LockOptions = {},
): Promise<Result> {
  mkdirSync(dirname(path), { recursive: true });
  await take(path, options);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

async function take(path: string, { onWait, signal }: LockOptions): Promise<void> {
  const end = Date.now() + DEADLINE_MS;
  let told = false;
  while (!create(path)) {
    const owner = read(path);
    if (owner !== "" && owner !== identity(pidOf(owner))) dropStale(path, owner);
    else if (owner !== "" && !told) {
      told = true;
      onWait?.(pidOf(owner));
    }
    if (Date.now() > end) {
      throw new EngineFault(
        `Another Groundwork command (process ${pidOf(owner)}) has held ${path} for ${DEADLINE_MS / 60_000} minutes.`,
        "Wait for it or stop it, then try again.",
      );
    }
    await sleep(POLL_MS, undefined, { signal });
  }
}

/** Written aside and linked into place, so that a lock never exists without its owner's name in it. */
function create(path: string): boolean {
  const aside = `${path}.new.${process.pid}`;
  writeFileSync(aside, identity(process.pid));
  try {
    linkSync(aside, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Of two commands that see the same dead owner, only one may take over: moved aside, then looked at again. */
function dropStale(path: string, owner: string): void {
  const aside = `${path}.old.${process.pid}`;
  try {
    renameSync(path, aside);
    if (read(aside) !== owner) renameSync(aside, path);
  } catch {
    return;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Process id and start time, since ids are used again, after a reboot above all; "gone" for a dead process. */
function identity(pid: number): string {
  const stat = read(`/proc/${pid}/stat`);
  return stat === "" ? "gone" : `${pid} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
}

function pidOf(owner: string): number {
  return Number.parseInt(owner, 10);
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
