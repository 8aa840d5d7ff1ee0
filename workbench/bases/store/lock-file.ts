import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

const holderSchema = z.object({ pid: z.number().int(), host: z.string(), token: z.string() });

/** Longer than any recipe takes; on another machine's lock (a shared disk) its age is all that can be judged. */
const OLD_MS = 30 * 60_000;
const LOOK_EVERY_MS = 300;

/**
 * Does some work while no other process does work under the same lock file. A lock whose process is gone is taken over.
 * @param onWait called once, when somebody else is at it
 */
export async function withLock<Value>(
  path: string,
  work: () => Promise<Value>,
  onWait: () => void,
  signal?: AbortSignal,
): Promise<Value> {
  await mkdir(dirname(path), { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), token: randomUUID() });
  for (let told = false; !(await take(path, mine));) {
    if (!told) onWait();
    told = true;
    await dropIfStale(path);
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
  try {
    return await work();
  } finally {
    if ((await read(path)) === mine) await rm(path, { force: true });
  }
}

async function take(path: string, mine: string): Promise<boolean> {
  // Written aside and linked: the lock never stands there without its holder's name.
  const aside = `${path}.${randomUUID().slice(0, 8)}`;
  await writeFile(aside, mine);
  try {
    await link(aside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function dropIfStale(path: string): Promise<void> {
  const seen = await read(path);
  if (seen === null || !(await isStale(path, seen))) return;
  const aside = `${path}.${randomUUID().slice(0, 8)}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  // Between looking and moving somebody else may have taken it over: then it is given back.
  if ((await read(aside)) !== seen) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

async function isStale(path: string, text: string): Promise<boolean> {
  const holder = holderSchema.safeParse(parse(text));
  if (!holder.success) return true;
  if (holder.data.host === hostname()) return !isAlive(holder.data.pid);
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > OLD_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function read(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch(() => null);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
