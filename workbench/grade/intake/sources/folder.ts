import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Refused } from "../../schema/submission.ts";
import { archiveShelf } from "../shelves/archive.ts";
import { folderShelf } from "../shelves/folder.ts";
import { isArchive } from "../titles.ts";
import { NO_ARCHIVE, refuse } from "./refuse.ts";
import { handInCalled } from "./titled.ts";
import type { HandIn, Source, SourceContext } from "./types.ts";

/** A folder with a folder or an archive for each student, also as a learning platform's download unpacks. */
export async function folderSource(dir: string, context: SourceContext): Promise<Source> {
  const handIns: HandIn[] = [];
  const refused: Refused[] = [];
  const entries = await readdir(dir, { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const file = path.join(dir, entry.name);
    if (entry.isDirectory())
      handIns.push(
        handInCalled(entry.name, file, context, () =>
          Promise.resolve({ shelf: folderShelf(file, context.limits), receivedAt: null }),
        ),
      );
    else if (entry.isFile() && isArchive(entry.name))
      handIns.push(
        handInCalled(entry.name, file, context, async () => ({
          shelf: await archiveShelf(entry.name, file, context.limits),
          receivedAt: null,
        })),
      );
    else if (entry.isFile()) refused.push(refuse(file, "no-archive", NO_ARCHIVE, false));
    else
      refused.push(
        refuse(
          file,
          "no-file",
          "It is a link or no file at all, and is not followed. Put the folder itself there.",
        ),
      );
  }
  return { handIns, refused, [Symbol.asyncDispose]: () => Promise.resolve() };
}
