import { createHash } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive } from "./alive.ts";

/**
 * A mark for the name of a file or folder that this process makes only for a while: `p4711h0a1b2c`. A process that is
 * killed removes nothing, but its mark tells that what it left belongs to nobody any more.
 */
export function ownerMark(pid = process.pid): string {
  return `p${pid}h${hostHash()}`;
}

/** Whether a name carries the mark of a process of this machine that is gone. Another machine's is never judged. */
export function isAbandoned(name: string): boolean {
  const mark = /(?<![A-Za-z0-9])p(\d{1,9})h([0-9a-f]{6})(?![A-Za-z0-9])/.exec(name);
  return mark !== null && mark[2] === hostHash() && !isAlive(Number(mark[1]));
}

/** The start of such a folder's name, for `mkdtemp`. `what`: one lower-case word; null for none. */
export function temporaryPrefix(what: string | null, parent = tmpdir()): string {
  return join(parent, `groundwork-${what === null ? "" : `${what}-`}${ownerMark()}-`);
}

/** A new folder that its maker removes, and `groundwork clean` where the maker was killed. */
export function temporaryFolder(what: string | null, parent = tmpdir()): Promise<string> {
  return mkdtemp(temporaryPrefix(what, parent));
}

/** Two machines, or containers, may share a disk: a process id means nothing on the other one. */
function hostHash(): string {
  return createHash("sha256").update(hostname()).digest("hex").slice(0, 6);
}
