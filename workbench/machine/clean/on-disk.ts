import type { Dirent } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isAbandoned } from "../../temporary.ts";
import type { Thing } from "./types.ts";

export interface Disk {
  readonly stateDir: string;
  /** The system's folder for temporary files. */
  readonly tempDir: string;
  /** The learner's folder. Nothing inside a lab's copy is looked at. */
  readonly workDir: string;
  /** What was built and downloaded for bases, too. */
  readonly bases: boolean;
}

/**
 * In the state folder, these are not searched: the private engine's own data and installed packages are large, and a
 * sandbox is taken down as a whole.
 */
const NOT_SEARCHED = new Set(["engine", "node", "node_modules", "disks", "sandboxes"]);
/** Deeper than this, nothing of ours is ever half written. */
const DEEPEST = 4;

/** What killed processes of ours have left on the disk. Links are not followed; touches nothing. */
export async function onDisk({ stateDir, tempDir, workDir, bases }: Disk): Promise<readonly Thing[]> {
  const temporary = (await entries(tempDir)).filter(
    ({ name }) => name.startsWith("groundwork-") && isAbandoned(name),
  );
  const inState = await abandonedUnder(stateDir, DEEPEST);
  const inWork = await abandonedUnder(workDir, 1);
  const kept = bases ? await keptForBases(stateDir) : [];
  const left = [...temporary.map((entry) => join(tempDir, entry.name)), ...inState, ...inWork];
  return [
    ...(await Promise.all(left.map((path) => thing(path, "left by a process that was killed")))),
    ...(await Promise.all(kept.map((path) => thing(path, "built and downloaded for bases; got again")))),
  ];
}

async function abandonedUnder(folder: string, depth: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await entries(folder)) {
    const path = join(folder, entry.name);
    if (isAbandoned(entry.name)) found.push(path);
    else if (entry.isDirectory() && depth > 1 && !NOT_SEARCHED.has(entry.name))
      found.push(...(await abandonedUnder(path, depth - 1)));
  }
  return found;
}

async function keptForBases(stateDir: string): Promise<readonly string[]> {
  const parts = [
    ...["built", "packages", "sizes"].map((part) => join(stateDir, "bases", part)),
    join(stateDir, "grade", "templates"),
  ];
  const there = await Promise.all(parts.map((path) => lstat(path).catch(() => null)));
  return parts.filter((_, index) => there[index] !== null);
}

async function thing(path: string, why: string): Promise<Thing> {
  const found = await lstat(path).catch(() => null);
  return { kind: found?.isDirectory() ? "folder" : "file", name: path, bytes: await bytesOf(path), why };
}

/** Bytes of a file or of all files of a folder, each of which may go while we look. */
async function bytesOf(path: string): Promise<number> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return 0;
  if (!found.isDirectory()) return found.size;
  const within = (await entries(path)).map((entry) => bytesOf(join(path, entry.name)));
  return (await Promise.all(within)).reduce((sum, bytes) => sum + bytes, 0);
}

function entries(folder: string): Promise<readonly Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}
