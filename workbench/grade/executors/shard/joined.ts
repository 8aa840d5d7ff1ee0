import { BadInput } from "../../../lab/errors.ts";
import type { Place } from "../../journal/index-file.ts";
import type { Keyed, TakenClass } from "../../schema/class.ts";
import { shardsOf, type Shard } from "./split.ts";

/** One shard as it lies in its folder. */
export interface ShardFolder {
  readonly out: string;
  readonly shard: Shard;
  readonly taken: TakenClass;
  readonly places: Readonly<Record<string, Place>>;
}

/**
 * Proves that shards are the whole of one class: every number is there once, all took in the same hand-ins, and each key is
 * graded by its own shard and by no other. Pure. Throws BadInput with all that is wrong.
 * @returns whose folder holds the grade of each key
 */
export function provedWhole(shards: readonly ShardFolder[]): ReadonlyMap<string, ShardFolder> {
  const [first] = shards;
  if (!first) throw new BadInput("There is nothing to join.", "Name the shards' folders.");
  refuse(numberProblems(shards, first.shard.of));
  refuse(shards.slice(1).flatMap((each) => classProblems(first, each)));
  const byNumber = new Map(shards.map((each) => [each.shard.index, each]));
  const owners = shardsOf(first.taken.submissions, first.shard.of);
  const owner = new Map<string, ShardFolder>();
  const problems: string[] = [];
  for (const [key, number] of owners) {
    const own = byNumber.get(number);
    if (!own) continue;
    owner.set(key, own);
    for (const each of shards) problems.push(...keyProblems(key, own, each));
  }
  refuse(inShort(problems));
  return owner;
}

function keyProblems(key: string, own: ShardFolder, each: ShardFolder): string[] {
  const isGraded = each.places[key] !== undefined;
  const name = `the hand-in with the key ${key.slice(0, 12)}`;
  if (each === own)
    return isGraded
      ? []
      : [`${each.out}: ${name} is not graded. Give that shard's command again: it goes on.`];
  return isGraded ? [`${each.out}: ${name} is graded there, and it belongs to ${own.out}.`] : [];
}

function numberProblems(shards: readonly ShardFolder[], of: number): string[] {
  const problems = shards
    .filter(({ shard }) => shard.of !== of)
    .map(
      ({ out, shard }) => `${out}: it is one of ${shard.of}, and ${shards[0]?.out ?? ""} is one of ${of}.`,
    );
  if (problems.length > 0) return problems;
  for (let index = 1; index <= of; index++) {
    const found = shards.filter(({ shard }) => shard.index === index).map(({ out }) => out);
    if (found.length === 0) problems.push(`Shard ${index}/${of} is missing.`);
    if (found.length > 1)
      problems.push(`Shard ${index}/${of} is there ${found.length} times: ${found.join(", ")}.`);
  }
  return problems;
}

/** What decides marks has to be the same in both. Pseudonyms and folders are each shard's own. */
function classProblems(one: ShardFolder, other: ShardFolder): string[] {
  const [mine, theirs] = [factsOf(one.taken), factsOf(other.taken)];
  const differs = [...new Set([...mine.keys(), ...theirs.keys()])].filter(
    (key) => mine.get(key) !== theirs.get(key),
  );
  return inShort(differs.map((what) => `${one.out} and ${other.out} differ in ${what}.`));
}

function factsOf({ students, submissions, refused }: TakenClass): Map<string, string> {
  const facts = new Map<string, string>();
  for (const { student, name, email, ids } of students)
    facts.set(`the roster's line of ${student}`, JSON.stringify([name, email, ids]));
  for (const each of submissions)
    facts.set(`${each.student}'s hand-in for ${each.lab}`, JSON.stringify(decisive(each)));
  for (const { student, lab, code, blocks } of refused) {
    const what = `what was not taken of ${student ?? "somebody"} for ${lab ?? "any lab"}`;
    facts.set(what, `${facts.get(what) ?? ""}${JSON.stringify([code, blocks])}`);
  }
  return facts;
}

function decisive({ key, digest, late, findings, receivedAt, commit }: Keyed): unknown {
  return { key, digest, late, findings, receivedAt, commit };
}

const SHOWN = 5;

function inShort(problems: readonly string[]): string[] {
  const more = problems.length - SHOWN;
  return more > 0 ? [...problems.slice(0, SHOWN), `And ${more} more like these.`] : [...problems];
}

function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new BadInput(
    problems.join("\n"),
    "Nothing was joined. Each shard takes the same hand-ins, assignment and roster.",
  );
}
