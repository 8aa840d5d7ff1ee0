import { StoreFault } from "./types.ts";

const FULL = "Free some space there (of a share: on its server), or raise the quota, then try again.";
const RIGHTS = "Let the user that runs Groundwork read and write that folder, then try again.";

/** What a person can do about a system error on the folder of a store. */
const KNOWN: Readonly<Record<string, readonly ["refused" | "unreachable", string]>> = {
  EACCES: ["refused", RIGHTS],
  EPERM: ["refused", RIGHTS],
  EROFS: ["refused", "Mount it for writing, or name another folder, then try again."],
  ENOSPC: ["refused", FULL],
  EDQUOT: ["refused", FULL],
};

const LOST = "Check that the share is mounted and that its server answers, then try again.";

/**
 * A system error while an object was read or written, in words. Pure.
 * @param isThere whether the top of the store is a folder
 */
export function folderFault(
  error: Error & { readonly code: unknown },
  what: "read" | "written",
  top: string,
  isThere: boolean,
): StoreFault {
  if (!isThere) {
    return new StoreFault(
      "unreachable",
      `There is no folder ${top} on this machine.`,
      "Mount the share there, or make the folder yourself. Groundwork does not make it: it would be on this machine's own disk, where no other machine looks.",
      { cause: error },
    );
  }
  const [kind, next] = KNOWN[String(error.code)] ?? ["unreachable", LOST];
  return new StoreFault(kind, `An object could not be ${what} in ${top}: ${error.message}`, next, {
    cause: error,
  });
}
