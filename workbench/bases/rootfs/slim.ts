import type { RootEntry } from "./entry.ts";

/** What the slim variant of Debian leaves out, and what of it stays. Source: debuerreotype `scripts/.slimify-excludes` and `.slimify-includes`. */
const LEFT_OUT = /^usr\/share\/(doc|groff|info|linda|lintian\/overrides|locale|man)\/./;
const KEPT =
  /^usr\/share\/(doc\/[^/]+\/copyright|locale\/(all_languages|languages|locale\.alias|(currency|l10n)\/.*))$/;
/** Packages write into these when they are installed and fail where one is missing (debuerreotype issue 10). */
const MANUAL_FOLDER = /^usr\/share\/man\/man\d$/;

/** Whether the slim variant keeps a path. Folders stay only where something kept lies in them. */
export function slimKeeps(path: string): boolean {
  return !LEFT_OUT.test(path) || KEPT.test(path) || MANUAL_FOLDER.test(path);
}

/**
 * The entries without documentation, manual pages and translations, as in Debian's slim images. Needs folders before
 * what lies in them.
 */
export async function* slimmed(
  entries: AsyncIterable<RootEntry> | Iterable<RootEntry>,
): AsyncGenerator<RootEntry> {
  let waiting: RootEntry[] = [];
  for await (const entry of entries) {
    waiting = waiting.filter((folder) => entry.path.startsWith(`${folder.path}/`));
    if (slimKeeps(entry.path)) {
      yield* waiting;
      waiting = [];
      yield entry;
    } else if (entry.type === "directory") {
      waiting.push(entry);
    }
  }
}
