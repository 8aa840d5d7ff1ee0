import { statfs } from "node:fs/promises";

const LOOK_MS = 500;

/**
 * Watches the free space where an engine keeps its data, and calls a halt when more of it is gone than may be. Whatever
 * else writes there at that time counts too, so a limit should be generous. An engine on another machine can't be
 * watched: then nothing is ever called off.
 */
export class DiskWatch implements Disposable {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #free: Promise<number | null>;

  /** `maxBytes`: how much may go; undefined watches nothing. Dispose it, or it looks on for ever. */
  constructor(folder: string, maxBytes: number | undefined) {
    this.#free = maxBytes === undefined ? Promise.resolve(null) : freeBytes(folder);
    if (maxBytes === undefined) return;
    this.#timer = setInterval(() => void this.#look(folder, maxBytes), LOOK_MS);
    this.#timer.unref();
  }

  async #look(folder: string, maxBytes: number): Promise<void> {
    const [before, now] = await Promise.all([this.#free, freeBytes(folder)]);
    if (before !== null && now !== null && before - now > maxBytes) this.#controller.abort();
  }

  /** Aborted when too much space is gone. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get exceeded(): boolean {
    return this.#controller.signal.aborted;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

/** Null where the folder can't be seen from here. */
async function freeBytes(folder: string): Promise<number | null> {
  const found = await statfs(folder).catch(() => null);
  return found === null ? null : found.bavail * found.bsize;
}

/** Where less than this is left, what was to be written did not fit, or soon will not: an engine itself writes some. */
const FULL_BYTES = 8_000_000;

/** Whether a disk of our own is full, in bytes or in files. */
export async function isFull(folder: string): Promise<boolean> {
  const found = await statfs(folder).catch(() => null);
  return found !== null && (found.bavail * found.bsize < FULL_BYTES || found.ffree < 16);
}

/** The signals as one; each may be missing. */
export function anyOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}
