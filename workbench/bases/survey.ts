import type { Engine } from "../engine/types.ts";
import { catalogue } from "./catalogue.ts";
import type { BaseEntry } from "./catalogue.ts";
import { presentBase } from "./ensure.ts";
import { differenceFromLock, LOCK_FILE, lockedBase, readLock, withLocked, writeLock } from "./lock.ts";
import type { LockedBase } from "./lock.ts";
import { builtPackages } from "./store/built.ts";
import type { ResolvedBase } from "./types.ts";

export interface SurveyedBase {
  readonly entry: BaseEntry;
  /** What stands behind it on this engine; null when it was never got here. */
  readonly resolved: ResolvedBase | null;
  /** How it differs from the lock file, in one line; null where it does not. */
  readonly news: string | null;
}

/** What an engine has of every base of the catalogue. Gets, tags and removes nothing. */
export async function surveyBases(
  engine: Engine,
  stateDir: string,
  onProgress: (line: string) => void,
): Promise<readonly SurveyedBase[]> {
  const context = { engine, stateDir, onProgress, preferRegistry: false };
  const lock = await readLock(LOCK_FILE, onProgress);
  const locked = lock.platforms[engine.facts.platform] ?? {};
  const surveyed: SurveyedBase[] = [];
  for (const entry of catalogue) {
    const resolved = await presentBase(entry, context);
    const there =
      resolved === null || resolved.digest === "" ? null : await toLock(entry, resolved, stateDir);
    const news = there === null ? null : differenceFromLock(entry.id, there, locked[entry.id]);
    surveyed.push({ entry, resolved, news });
  }
  return surveyed;
}

/** Writes these bases into the lock file, beside what it already holds. @returns the path written and what changed */
export async function lockBases(
  bases: readonly ResolvedBase[],
  stateDir: string,
  onProgress: (line: string) => void,
  path = LOCK_FILE,
): Promise<{ readonly path: string; readonly changes: readonly string[] }> {
  const before = await readLock(path, onProgress);
  const changes: string[] = [];
  let lock = before;
  for (const base of bases) {
    const entry = catalogue.find(({ id }) => id === base.id);
    if (entry === undefined || base.digest === "") continue;
    const there = await toLock(entry, base, stateDir);
    const change = differenceFromLock(base.id, there, before.platforms[base.platform]?.[base.id]);
    if (change === null) continue;
    changes.push(change);
    lock = withLocked(lock, base.platform, { [base.id]: there });
  }
  await writeLock(path, lock);
  return { path, changes };
}

async function toLock(entry: BaseEntry, base: ResolvedBase, stateDir: string): Promise<LockedBase> {
  if (entry.recipe === null || base.origin !== entry.builtOrigin) return lockedBase(base, null);
  return lockedBase(base, await builtPackages(entry.recipe, base.platform, stateDir));
}
