import type { Refused } from "../../schema/submission.ts";

/** A whole hand-in, or what was taken for one, that is not taken. */
export function refuse(source: string, code: string, reason: string, blocks = true): Refused {
  return { source, student: null, lab: null, path: null, code, reason, blocks };
}

/** Why a file is no hand-in. */
export const NO_ARCHIVE =
  "It is neither a folder nor a .zip, .tar or .tar.gz, so it was left out. If a student handed it in, ask for the lab's folder, zipped.";
