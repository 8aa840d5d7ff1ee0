import { join } from "node:path";
import { z } from "zod";
import { PROJECT_DIR } from "../project.ts";
import { readJson, writeJson } from "../state.ts";
import { originSchema } from "./types.ts";
import type { ResolvedBase } from "./types.ts";

const lockedBaseSchema = z.strictObject({
  reference: z.string(),
  origin: originSchema,
  digest: z.string().describe("image id, sha256:…"),
  repoDigest: z.string().nullable(),
  packages: z
    .record(z.string(), z.string())
    .nullable()
    .describe("name → version; null where it was not built here"),
  date: z.iso.date(),
});
export type LockedBase = z.infer<typeof lockedBaseSchema>;

const lockSchema = z.strictObject({
  version: z.literal(1),
  platforms: z.record(z.string(), z.record(z.string(), lockedBaseSchema)).describe("platform → id → base"),
});
export type BasesLock = z.infer<typeof lockSchema>;

/** The committed lock file of the project. */
export const LOCK_FILE = join(PROJECT_DIR, "bases.lock.json");

/** The lock file; an empty one where there is none. */
export async function readLock(path: string, onProblem: (message: string) => void): Promise<BasesLock> {
  return (await readJson(path, lockSchema, onProblem)) ?? { version: 1, platforms: {} };
}

/** Writes the lock file, all of it or nothing. */
export async function writeLock(path: string, lock: BasesLock): Promise<void> {
  await writeJson(path, lock);
}

/** What a lock file keeps of a base. */
export function lockedBase(base: ResolvedBase, packages: LockedBase["packages"]): LockedBase {
  const { reference, origin, digest, repoDigest, obtainedAt } = base;
  return { reference, origin, digest, repoDigest, packages, date: obtainedAt.slice(0, 10) };
}

/** The lock with these bases put in for one platform; other platforms and other bases stay. Sorted, so that a diff shows only what changed. */
export function withLocked(
  lock: BasesLock,
  platform: string,
  bases: Readonly<Record<string, LockedBase>>,
): BasesLock {
  const all = { ...lock.platforms[platform], ...bases };
  const sorted = Object.fromEntries(Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { ...lock, platforms: { ...lock.platforms, [platform]: sorted } };
}

/**
 * How a base that is there differs from the lock, in one line; null when it is the one that was locked. A difference is
 * news, not an error: packages get fixes, and an engine may hold the real image where the lock knows a built one.
 */
export function differenceFromLock(
  id: string,
  there: LockedBase,
  locked: LockedBase | undefined,
): string | null {
  if (locked === undefined) return `${id}: not in the lock file yet`;
  if (there.digest === locked.digest) return null;
  if (there.origin !== locked.origin) return `${id}: origin ${there.origin}, the lock has ${locked.origin}`;
  const changes = packageChanges(locked.packages ?? {}, there.packages ?? {});
  if (changes.length > 0) return `${id}: newer packages than the lock (${changes.join(", ")})`;
  return `${id}: another image than the lock's (${there.digest.slice(7, 19)}, locked ${locked.digest.slice(7, 19)})`;
}

function packageChanges(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name} ${before[name] ?? "absent"} → ${after[name] ?? "absent"}`);
}
