import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname, uptime } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { isAlive } from "./alive.ts";
import { makeFolder } from "./folder.ts";

const Holder = z.object({
  pid: z.number().int().positive(),
  /** Start time of the process, since ids are used again; null where the system does not tell it. */
  started: z.string().nullable(),
  host: z.string(),
  token: z.string(),
});

/** Longer than any work under a lock takes; of another machine's lock (a shared disk) only its age can be judged. */
const OLD_MS = 30 * 60_000;
const LOOK_EVERY_MS = 150;

export interface LockOptions {
  /** Called once, with the holder's process id (0: unknown), when there is somebody to wait for. */
  readonly onWait?: ((pid: number) => void) | undefined;
  /** Ends the waiting; it is for `work` itself to listen to it once it runs. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Does some work while nobody else, in this process or another, does work under the same lock file.
 * A lock whose process is gone is taken over; a living holder is waited for.
 * @param path the lock file; its folder is made if need be
 */
export async function withLock<Value>(
  path: string,
  work: () => Promise<Value>,
  { onWait, signal }: LockOptions = {},
): Promise<Value> {
  await makeFolder(dirname(path));
  const mine = await nameOf(process.pid);
  for (let told = false; !(await take(path, mine));) {
    const holder = await read(path);
    // Given back between our two looks at it, or left behind by the dead: no reason to wait.
    if (holder === null || (await dropIfStale(path, holder))) continue;
    if (!told) onWait?.(parse(holder)?.pid ?? 0);
    told = true;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
  try {
    return await work();
  } finally {
    if ((await read(path)) === mine) await rm(path, { force: true });
  }
}

async function nameOf(pid: number): Promise<string> {
  return JSON.stringify({ pid, started: await startTime(pid), host: hostname(), token: randomUUID() });
}

/** Written aside and linked into place, so that a lock never stands there without its holder's name. */
async function take(path: string, mine: string): Promise<boolean> {
  const aside = `${path}.${randomUUID().slice(0, 8)}`;
  try {
    await writeFile(aside, mine);
    await link(aside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/** Of two that see the same dead holder, only one may take over: moved aside, then looked at again. */
async function dropIfStale(path: string, seen: string): Promise<boolean> {
  if (!(await isStale(path, seen))) return false;
  const aside = `${path}.${randomUUID().slice(0, 8)}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return true;
    throw error;
  }
  if ((await read(aside)) !== seen) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
  return true;
}

async function isStale(path: string, text: string): Promise<boolean> {
  const holder = parse(text);
  if (holder === null) return true;
  const written = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  );
  if (holder.host !== hostname()) return Date.now() - written > OLD_MS;
  if (!isAlive(holder.pid)) return true;
  // Told in ticks since boot, so that a clock that is set anew changes nothing; a lock from before the boot differs.
  if (holder.started !== null) return holder.started !== (await startTime(holder.pid));
  return written < Date.now() - uptime() * 1000;
}

/** Clock ticks from boot to the start of a process: field 22 of `/proc/<pid>/stat` (proc(5)), where there is one. */
async function startTime(pid: number): Promise<string | null> {
  const text = await read(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}

async function read(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch(() => null);
}

function parse(text: string): z.infer<typeof Holder> | null {
  try {
    return Holder.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
