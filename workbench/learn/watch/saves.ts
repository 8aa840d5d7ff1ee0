import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { watch, type FSWatcher } from "chokidar";

/** Milliseconds between two looks at the files, whatever the events say. */
const LOOK_MS = 1_000;
/** Milliseconds that an event may come later than our own look without counting as missed: a busy machine is slow to tell. */
const GRACE_MS = 4_000;

/** Editors' own files beside the one that is edited, which come and go with every save. */
const NOT_WORK = /(^|\/)(\.[^/]*\.sw[a-z]|4913|[^/]*~|\.#[^/]*|#[^/]*#|\.DS_Store|[^/]*\.tmp)$/;

export interface SavesOptions {
  /** Is told which file changed, relative to the folder, with slashes. */
  readonly onSave: (file: string) => unknown;
  /** Is called once, when a save was found by looking that no event told. */
  readonly onMissed: () => void;
  readonly lookMs?: number;
  readonly graceMs?: number;
  /** False: only look. */
  readonly events?: boolean;
}

/**
 * Tells about saves below a folder: by the system's events, and by looking at the files' times, since events don't
 * arrive from network mounts and from Windows' disks in WSL.
 */
export async function watchSaves(folder: string, options: SavesOptions): Promise<AsyncDisposable> {
  const { onSave, onMissed, lookMs = LOOK_MS, graceMs = GRACE_MS, events = true } = options;
  const known = new Map(await times(folder));
  const told = new Map<string, number>();
  const waiting = new Set<NodeJS.Timeout>();
  let missed = false;
  const heard = async (file: string): Promise<void> => {
    told.set(file, Date.now());
    const now = await facts(path.join(folder, file));
    // Our own look was quicker: a second check of one save would take a question off the screen.
    if ((known.get(file) ?? null) === now) return;
    keep(known, file, now);
    onSave(file);
  };
  const judge = (file: string, since: number): void => {
    if (missed || (told.get(file) ?? 0) >= since) return;
    missed = true;
    onMissed();
  };
  const look = async (): Promise<void> => {
    const now = await times(folder);
    for (const file of differing(known, now)) {
      keep(known, file, now.get(file) ?? null);
      onSave(file);
      // Its event may be on its way still, or have come a moment ago.
      const since = Date.now() - graceMs;
      if (!missed) waiting.add(setTimeout(() => judge(file, since), graceMs));
    }
  };
  const listener = events ? listen(folder, (file) => void heard(file)) : null;
  const timer = setInterval(() => void look().catch(() => undefined), lookMs);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      for (const each of waiting) clearTimeout(each);
      await listener?.close();
    },
  };
}

/** Null where the system has no events left to give (inotify's limit): looking then does it alone. */
function listen(folder: string, onChange: (file: string) => void): FSWatcher | null {
  try {
    const watcher = watch(folder, {
      ignoreInitial: true,
      ignored: (file) => NOT_WORK.test(slashed(folder, file)),
    });
    for (const name of ["add", "change", "unlink"] as const)
      watcher.on(name, (file) => onChange(slashed(folder, file)));
    watcher.on("error", () => undefined);
    return watcher;
  } catch {
    return null;
  }
}

/** Time and length of each file below a folder. */
async function times(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((each) => each.isFile())
    .map((each) => path.join(each.parentPath, each.name))
    .filter((file) => !NOT_WORK.test(slashed(folder, file)));
  const found = await Promise.all(
    files.map(async (file) => [slashed(folder, file), await facts(file)] as const),
  );
  return new Map(found.filter((each): each is [string, string] => each[1] !== null));
}

/** Null when there is no such file. */
async function facts(file: string): Promise<string | null> {
  const found = await stat(file).catch(() => null);
  return found && `${found.mtimeMs} ${found.size}`;
}

function keep(known: Map<string, string>, file: string, now: string | null): void {
  if (now === null) known.delete(file);
  else known.set(file, now);
}

/** Files that are new, other or gone. Pure. */
export function differing(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name));
}

function slashed(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join("/");
}
