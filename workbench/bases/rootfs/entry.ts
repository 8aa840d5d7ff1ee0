/** One path of a root file system, as it will stand in the layer tar. */
export interface RootEntry {
  /** Relative to the root, no leading `./`, no trailing slash. */
  readonly path: string;
  readonly type: "file" | "directory" | "symlink" | "hardlink";
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  /** Of links only; a hardlink's target is relative to the root. */
  readonly target: string | null;
  readonly body: Buffer;
}

/**
 * Seconds since 1970 of 2026-01-01: no file of a base is younger, and each image says it was created then. Packages keep
 * their older times; what is newer, or made while building, gets this one, as with SOURCE_DATE_EPOCH
 * (https://reproducible-builds.org/specs/source-date-epoch/).
 */
export const BASE_EPOCH = 1_767_225_600;

const NO_BODY = Buffer.alloc(0);

interface Ownership {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** A folder, 0755 and root's unless told otherwise. */
export function directory(path: string, owner: Ownership = {}): RootEntry {
  return make(path, "directory", { mode: 0o755, ...owner }, null, NO_BODY);
}

/** A regular file, 0644 and root's unless told otherwise. */
export function file(path: string, body: string | Buffer, owner: Ownership = {}): RootEntry {
  return make(path, "file", { mode: 0o644, ...owner }, null, Buffer.from(body));
}

/** A symbolic link. */
export function symlink(path: string, target: string): RootEntry {
  return make(path, "symlink", { mode: 0o777 }, target, NO_BODY);
}

function make(
  path: string,
  type: RootEntry["type"],
  owner: Ownership,
  target: string | null,
  body: Buffer,
): RootEntry {
  return {
    path,
    type,
    mode: owner.mode ?? 0,
    uid: owner.uid ?? 0,
    gid: owner.gid ?? 0,
    mtime: BASE_EPOCH,
    target,
    body,
  };
}
