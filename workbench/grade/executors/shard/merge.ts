import { cp, rm } from "node:fs/promises";
import path from "node:path";
import { BadInput } from "../../../lab/errors.ts";
import { pseudonymOf, saltOf } from "../../intake/pseudonym.ts";
import { readJournal, writeJournal, type JournalWriter } from "../../journal/journal.ts";
import type { Place } from "../../journal/index-file.ts";
import type { Keyed, TakenClass } from "../../schema/class.ts";
import type { Grade } from "../../schema/grade.ts";
import { readClass, writeClass } from "../../grade/out.ts";
import { provedWhole, type ShardFolder } from "./joined.ts";
import { claimShard, readShard } from "./shard-file.ts";

export interface MergeRequest {
  /** The shards' output folders. */
  readonly from: readonly string[];
  readonly out: string;
  /** Where the assignment lies here; null: where the shards found it. */
  readonly assignmentFile: string | null;
  readonly signal: AbortSignal;
  readonly onProgress: (line: string) => void;
}

/**
 * Joins the shards of a class into one output folder, as if it had been graded there; what is there already is kept.
 * Throws BadInput with all that is missing or double, and then writes nothing.
 * @returns the class, as it now stands in `out`
 */
export async function mergeShards(request: MergeRequest): Promise<TakenClass> {
  const { from, out, signal, onProgress } = request;
  const shards = await Promise.all(from.map(readFolder));
  const owners = provedWhole(shards);
  return writeJournal(
    out,
    async (journal) => {
      await claimShard(out, null, false);
      const taken = await classHere(request, shards);
      await writeClass(out, taken);
      for (const shard of shards) {
        signal.throwIfAborted();
        const taking = [...owners].filter(([, owner]) => owner === shard).map(([key]) => key);
        await takeFrom(shard, taking, taken, journal);
        onProgress(`${shard.out}: ${taking.length} grades of shard ${shard.shard.index}/${shard.shard.of}`);
      }
      return taken;
    },
    { signal, onNote: onProgress },
  );
}

async function readFolder(out: string): Promise<ShardFolder> {
  const shard = await readShard(out);
  if (shard === null)
    throw new BadInput(
      `${out} holds no shard.`,
      "Grade one with: npx groundwork grade ... --shard 1/4 --out FOLDER",
    );
  const taken = await readClass(out);
  const places = await readJournal(out, (journal) => Promise.resolve({ ...journal.places }));
  return { out, shard, taken, places };
}

/** The first shard's class, with names and folders of this output folder. */
async function classHere(
  { out, assignmentFile }: MergeRequest,
  shards: readonly ShardFolder[],
): Promise<TakenClass> {
  const [first] = shards;
  if (!first) throw new Error("There is a shard: that was proved.");
  const { taken } = first;
  const salt = await saltOf(out);
  const submissions: Keyed[] = [];
  for (const each of taken.submissions) {
    const pseudonym = pseudonymOf(salt, each.student);
    const dir = path.join(path.resolve(out), "submissions", pseudonym, each.lab);
    await rm(dir, { recursive: true, force: true });
    await cp(path.join(first.out, "submissions", each.pseudonym, each.lab), dir, { recursive: true });
    submissions.push({ ...each, pseudonym, dir });
  }
  const students = taken.students.map((each) => ({ ...each, pseudonym: pseudonymOf(salt, each.student) }));
  return {
    ...taken,
    assignmentFile: path.resolve(assignmentFile ?? taken.assignmentFile),
    students,
    submissions,
  };
}

/** Takes a shard's grades over, under the pseudonyms of this folder; and its marks by hand. */
async function takeFrom(
  { out, taken: theirs }: ShardFolder,
  keys: readonly string[],
  taken: TakenClass,
  journal: JournalWriter,
): Promise<void> {
  const students = new Map(theirs.students.map(({ pseudonym, student }) => [pseudonym, student]));
  const names = new Map(taken.students.map(({ student, pseudonym }) => [student, pseudonym]));
  const renamed = (pseudonym: string): string => names.get(students.get(pseudonym) ?? "") ?? pseudonym;
  const known = new Set(journal.overrides.map((each) => JSON.stringify(each)));
  await readJournal(out, async (source) => {
    for (const key of keys) {
      const grade = await source.grade(key);
      if (grade && isNews(grade, journal.places[key]))
        await journal.append({ kind: "grade", grade: { ...grade, pseudonym: renamed(grade.pseudonym) } });
    }
    for (const each of source.overrides) {
      const override = { ...each, pseudonym: renamed(each.pseudonym) };
      if (!known.has(JSON.stringify(override))) await journal.append({ kind: "override", override });
    }
  });
}

/** A grade that is there stays; one that could not be given before is taken when the shard has tried again. */
function isNews({ verdict, gradedAt }: Grade, have: Place | undefined): boolean {
  if (have === undefined) return true;
  return have.verdict === "not-gradable" && (verdict !== have.verdict || gradedAt !== have.gradedAt);
}
