/** What the name of a hand-in says, as instructors and learning platforms write it. */
export interface Title {
  /** Whose it is. */
  readonly who: string;
  /** What the student called it; null where the platform says nothing. */
  readonly file: string | null;
  /** Which try it is: 0 for the first, then as the platform counts. */
  readonly attempt: number;
  /** The platform has marked it late. */
  readonly late: boolean;
}

const MOODLE = /^(?<who>.+?)_\d+_assignsubmission_(?:file|onlinetext)_?(?<file>.*)$/;
const CANVAS = /^(?<who>[^_]+)_(?<late>LATE_)?\d+_\d+_(?<file>.+)$/i;
const ARCHIVE = /\.(zip|tar|tar\.gz|tgz)$/i;

/**
 * Reads a name: Moodle's `Full Name_123456_assignsubmission_file_`, Canvas' `lastfirst_LATE_12345_67890_name-1.zip`, or the
 * student's own. Whether a plain `-1` at its end counts tries or belongs to the name is left to the roster. Pure.
 */
export function titleOf(written: string): Title {
  const name = written.normalize("NFC");
  const platform = (MOODLE.exec(name) ?? CANVAS.exec(name))?.groups;
  if (platform === undefined) return { who: stem(name), file: null, attempt: 0, late: false };
  const file = platform["file"] ?? "";
  const late = platform["late"] !== undefined;
  const counted = counterOf(stem(file));
  return {
    who: platform["who"] ?? "",
    file: file === "" ? null : counted.rest,
    attempt: counted.attempt,
    late,
  };
}

/** A name without the number that a resubmission gets at its end. */
export function counterOf(name: string): { readonly rest: string; readonly attempt: number } {
  const counted = /^(?<rest>.+)-(?<attempt>\d{1,3})$/.exec(name)?.groups;
  return { rest: counted?.["rest"] ?? name, attempt: Number(counted?.["attempt"] ?? 0) };
}

/** Whether a name is that of an archive that we read. */
export function isArchive(name: string): boolean {
  return ARCHIVE.test(name);
}

/** A name without an archive's ending. */
export function stem(name: string): string {
  return name.replace(ARCHIVE, "");
}
