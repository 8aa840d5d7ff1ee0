/** What an entry is; only files are ever read. */
export type EntryKind =
  "file" | "folder" | "symlink" | "hardlink" | "fifo" | "device" | "socket" | "submodule" | "encrypted";

/** One entry as its source lists it. The path is as it stands there: nothing about it is trusted yet. */
export interface Listed {
  readonly path: string;
  readonly kind: EntryKind;
  readonly bytes: number;
}

/** Why something was not taken; `code` is short and stable, `reason` says what was seen and what to do. */
export interface Problem {
  readonly code: string;
  readonly reason: string;
}

/** Something that holds files of one hand-in: a folder, an archive, a repository. Nothing is unpacked but what is asked for. */
export interface Shelf extends AsyncDisposable {
  /** All entries. Throws NotTaken when they are too many, or can't be listed. */
  list(): Promise<readonly Listed[]>;
  /**
   * Contents of entries, by their place in the list. An entry that holds more bytes than wanted, or that can't be read, is a
   * problem, and costs no more memory than what was wanted.
   * @param wanted the most bytes to take, by place
   */
  read(wanted: ReadonlyMap<number, number>): Promise<ReadonlyMap<number, Buffer | Problem>>;
}

/** A whole hand-in can't be read. */
export class NotTaken extends Error {
  override readonly name = "NotTaken";
  readonly code: string;

  constructor(code: string, reason: string) {
    super(reason);
    this.code = code;
  }
}

/** The refusal of a hand-in with too many entries. */
export function tooMany(limit: number): NotTaken {
  return new NotTaken(
    "too-many-entries",
    `It has more than ${limit} entries, and a lab takes a few files. Hand in the lab's folder alone.`,
  );
}

/** An entry that is larger than the lab takes. */
export function tooLarge(most: number): Problem {
  return {
    code: "too-large",
    reason: `It is larger than the ${most} bytes that the lab takes of this file. Shorten it.`,
  };
}
