import type { Refused } from "../../schema/submission.ts";
import { cleanPath } from "../paths.ts";
import { NotTaken, type Listed, type Shelf } from "../shelf.ts";
import { archiveShelf } from "../shelves/archive.ts";
import { partOf } from "../shelves/within.ts";
import { zipShelf } from "../shelves/zip.ts";
import { isArchive } from "../titles.ts";
import { NO_ARCHIVE, refuse } from "./refuse.ts";
import { handInCalled } from "./titled.ts";
import type { HandIn, Source, SourceContext } from "./types.ts";

type Part = { readonly at: number; readonly path: string };

/** One zip with a whole class in it, as Moodle and Canvas let one download: a folder or an archive for each student. */
export async function downloadSource(file: string, context: SourceContext): Promise<Source> {
  const { classEntries } = context.limits;
  // One student's bomb must not keep the class out: each hand-in is measured by itself.
  const whole = await zipShelf(file, { entries: classEntries, unpackedBytes: Infinity, ratio: Infinity });
  try {
    const all = await whole.list();
    const refused: Refused[] = [];
    const handIns: HandIn[] = [];
    for (const [name, parts] of grouped(file, all, context, refused)) {
      const source = `${file}:${name}`;
      const [only] = parts;
      if (only?.path !== "") handIns.push(folderIn(name, source, whole, all, parts, context));
      else if (isArchive(name) && parts.length === 1)
        handIns.push(archiveIn(name, source, whole, only.at, context));
      else refused.push(refuse(source, "no-archive", NO_ARCHIVE, false));
    }
    return { handIns, refused, [Symbol.asyncDispose]: () => whole[Symbol.asyncDispose]() };
  } catch (error) {
    await whole[Symbol.asyncDispose]();
    throw error;
  }
}

/** Entries by the name at the top; one folder around all that is nobody's is passed over. */
function grouped(
  file: string,
  all: readonly Listed[],
  { roster }: SourceContext,
  refused: Refused[],
): ReadonlyMap<string, Part[]> {
  const clean: Part[] = [];
  for (const [at, entry] of all.entries()) {
    const path = cleanPath(entry.path);
    if ("problem" in path) refused.push(refuse(file, path.problem.code, path.problem.reason, false));
    else if (entry.kind !== "folder") clean.push({ at, path: path.path });
  }
  const groups = byTop(clean);
  const [[around, inside] = ["", []], another] = [...groups];
  const isAround = another === undefined && inside.every((each) => each.path !== "");
  return isAround && !("student" in roster.find(around)) ? byTop(inside) : groups;
}

function byTop(parts: readonly Part[]): Map<string, Part[]> {
  const groups = new Map<string, Part[]>();
  for (const { at, path } of parts) {
    const [top = "", ...below] = path.split("/");
    const group = groups.get(top) ?? [];
    groups.set(top, group);
    group.push({ at, path: below.join("/") });
  }
  return groups;
}

function folderIn(
  name: string,
  source: string,
  whole: Shelf,
  all: readonly Listed[],
  parts: readonly Part[],
  context: SourceContext,
): HandIn {
  return handInCalled(name, source, context, () =>
    Promise.resolve({ shelf: partOf(whole, all, parts, context.limits), receivedAt: null }),
  );
}

function archiveIn(name: string, source: string, whole: Shelf, at: number, context: SourceContext): HandIn {
  return handInCalled(name, source, context, async () => {
    const content = (await whole.read(new Map([[at, context.limits.archiveBytes]]))).get(at);
    if (content === undefined)
      throw new NotTaken("unreadable", "It is not there any more. Download it again.");
    if (!Buffer.isBuffer(content)) throw new NotTaken(content.code, content.reason);
    return { shelf: await archiveShelf(name, content, context.limits), receivedAt: null };
  });
}
