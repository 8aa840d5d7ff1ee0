import { choose, type Choice, type LeftOut, type WantedLab } from "./choose.ts";
import { describeFiles, type Contents } from "./files.ts";
import type { IntakeLimits } from "./limits.ts";
import { cleanPath } from "./paths.ts";
import { NotTaken, tooLarge, type Listed, type Shelf } from "./shelf.ts";
import { archiveShelf } from "./shelves/archive.ts";
import type { HandIn } from "./sources/types.ts";
import { counterOf, isArchive, stem } from "./titles.ts";

/** What one hand-in holds for one lab. */
export interface Found {
  readonly lab: string;
  readonly source: string;
  readonly receivedAt: string | null;
  readonly late: boolean;
  readonly attempt: number;
  readonly commit: string | null;
  readonly contents: Contents;
  readonly digest: string;
  /** Some of it can't be read as it was handed in. */
  readonly blocked: boolean;
}

export interface OpenedHandIn {
  readonly found: readonly Found[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Opens one hand-in, and archives that lie in it at the top or one folder down, and reads what the labs take. A hand-in that
 * can't be read at all is told like everything else: it never throws for what a student handed in.
 */
export async function openHandIn(
  handIn: HandIn,
  labs: readonly WantedLab[],
  limits: IntakeLimits,
): Promise<OpenedHandIn> {
  try {
    const { shelf: opened, receivedAt, commit = null } = await handIn.open();
    await using shelf = opened;
    const dated = { ...handIn, receivedAt: handIn.receivedAt ?? receivedAt, commit };
    const listing = await shelf.list();
    const inner = archivesIn(listing);
    const elsewhere = new Set(inner.map((each) => each.at));
    const parts = [await readFrom(shelf, listing, dated, labs, elsewhere)];
    for (const each of inner) parts.push(await openInner(shelf, each, dated, labs, limits));
    return merged(parts);
  } catch (error) {
    if (error instanceof NotTaken) return { found: [], leftOut: [whole(error)] };
    throw error;
  }
}

/** A hand-in of which it is known when it came, where that can be known. */
interface Dated extends HandIn {
  readonly commit: string | null;
}

interface Inner {
  readonly at: number;
  readonly path: string;
  readonly bytes: number;
}

function archivesIn(listing: readonly Listed[]): readonly Inner[] {
  return listing.flatMap((each, at) => {
    const clean = cleanPath(each.path);
    if (each.kind !== "file" || "problem" in clean || !isArchive(clean.path)) return [];
    if (clean.path.split("/").length > 2 || clean.path.startsWith("__MACOSX/")) return [];
    return [{ at, path: clean.path, bytes: each.bytes }];
  });
}

async function openInner(
  outer: Shelf,
  { at, path, bytes }: Inner,
  handIn: Dated,
  labs: readonly WantedLab[],
  limits: IntakeLimits,
): Promise<OpenedHandIn> {
  try {
    if (bytes > limits.archiveBytes)
      throw new NotTaken("archive-too-large", tooLarge(limits.archiveBytes).reason);
    const content = (await outer.read(new Map([[at, limits.archiveBytes]]))).get(at);
    if (!Buffer.isBuffer(content))
      throw new NotTaken(content?.code ?? "unreadable", content?.reason ?? "It can't be read.");
    await using shelf = await archiveShelf(path, content, limits);
    const { rest, attempt } = counterOf(stem(path.split("/").at(-1) ?? ""));
    const named = { ...handIn, source: `${handIn.source}/${path}`, file: rest };
    return await readFrom(shelf, await shelf.list(), { ...named, attempt: handIn.attempt || attempt }, labs);
  } catch (error) {
    if (error instanceof NotTaken) return { found: [], leftOut: [{ ...whole(error), path }] };
    throw error;
  }
}

async function readFrom(
  shelf: Shelf,
  listing: readonly Listed[],
  handIn: Dated,
  labs: readonly WantedLab[],
  elsewhere?: ReadonlySet<number>,
): Promise<OpenedHandIn> {
  const hint = labs.find((lab) => [lab.id, ...lab.formerly].includes(handIn.file ?? ""))?.id ?? null;
  const choice = choose(listing, labs, hint, elsewhere);
  const wanted = new Map([...choice.labs.values()].flat().map((each) => [each.at, each.maxBytes]));
  const read = await shelf.read(wanted);
  const found: Found[] = [];
  const leftOut = [...choice.leftOut];
  for (const [lab, files] of choice.labs) {
    const contents = new Map<string, Buffer>();
    for (const { at, path, where } of files) {
      const content = read.get(at);
      if (Buffer.isBuffer(content)) contents.set(path, content);
      else if (content) leftOut.push({ lab, path: where, ...content, blocks: true });
    }
    const blocked = leftOut.some((each) => each.blocks && each.lab === lab);
    if (contents.size === 0 && !blocked) continue;
    const { source, receivedAt, late, attempt, commit } = handIn;
    const { digest } = describeFiles(contents);
    found.push({ lab, source, receivedAt, late, attempt, commit, contents, digest, blocked });
  }
  return { found: [...found, ...unopened(choice, handIn)], leftOut };
}

/** A lab that is there, and of which nothing could even be chosen: it was handed in, and can't be graded. */
function unopened(choice: Choice, { source, receivedAt, late, attempt, commit }: Dated): Found[] {
  const labs = new Set(
    choice.leftOut.flatMap((each) => (each.blocks && each.lab !== null ? [each.lab] : [])),
  );
  return [...labs]
    .filter((lab) => !choice.labs.has(lab))
    .map((lab) => ({
      lab,
      source,
      receivedAt,
      late,
      attempt,
      commit,
      contents: new Map(),
      digest: "",
      blocked: true,
    }));
}

function merged(parts: readonly OpenedHandIn[]): OpenedHandIn {
  return { found: parts.flatMap((each) => each.found), leftOut: parts.flatMap((each) => each.leftOut) };
}

function whole({ code, message }: NotTaken): LeftOut {
  return { lab: null, path: null, code, reason: message, blocks: true };
}
