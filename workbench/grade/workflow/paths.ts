import path from "node:path";
import { BadInput } from "../../lab/errors.ts";

/** Letters, digits and a few signs: none that a shell or an expression of a CI service would read. */
const PLAIN = /^[\p{L}\p{M}\p{N}_@+,. /-]+$/u;

/**
 * Where something lies in a repository, relative to its top, with forward slashes. Throws BadInput for what lies elsewhere, and
 * for names that a workflow can't hold. Pure.
 */
export function inRepository(top: string, given: string): string {
  const found = path.relative(path.resolve(top), path.resolve(given)).replaceAll(path.sep, "/");
  if (found === "" || found === ".." || found.startsWith("../") || path.isAbsolute(found))
    throw new BadInput(
      `${given} is not inside ${top}, and a job sees nothing but that repository.`,
      "Put the assignment, the roster and the hand-ins into one repository, and name its folder: --to FOLDER",
    );
  if (PLAIN.test(found) && !found.startsWith("-")) return found;
  throw new BadInput(
    `${given} has a name that a workflow can't hold.`,
    "Use letters, digits, spaces and _ @ + , . - in the names of files and folders, and no - at the beginning.",
  );
}

/** Words for `--accept-risk` that a workflow can hold: neither GitHub nor GitLab would put something in their place. Throws BadInput. Pure. */
export function plainWords(words: string): string {
  if (words.trim() !== "" && !/[$\r\n]/.test(words)) return words;
  throw new BadInput(
    "The reason for --accept-risk is empty, or holds a $ or a line's end, and a workflow can't hold that.",
    "Say it in one line of words.",
  );
}
