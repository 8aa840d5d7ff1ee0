import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { BadInput } from "../../../lab/errors.ts";
import { readClass } from "../../grade/out.ts";
import { readJournal, writeJournal } from "../../journal/journal.ts";
import { gradeFixture } from "../../made.fixture.ts";
import { madeClass, madeShard } from "./made-class.fixture.ts";
import { mergeShards } from "./merge.ts";
import { claimShard } from "./shard-file.ts";

const STUDENTS = ["ada", "ben", "chi", "dov", "eva"];
const LABS = ["03-scratch", "10-surface"];

async function folder(): Promise<string> {
  const top = await mkdtemp(path.join(tmpdir(), "gw-shards-"));
  onTestFinished(() => rm(top, { recursive: true, force: true }));
  return top;
}

/** Three shards of one class, each taken in on a machine of its own. */
async function threeShards(top: string): Promise<string[]> {
  const outs = [1, 2, 3].map((index) => path.join(top, `shard-${index}`));
  for (const [at, out] of outs.entries())
    await madeShard(out, { index: at + 1, of: 3 }, await madeClass(out, STUDENTS, LABS));
  return outs;
}

const merged = (from: readonly string[], out: string, assignmentFile: string | null = null) =>
  mergeShards({
    from,
    out,
    assignmentFile,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });

const gradesIn = (out: string) =>
  readJournal(out, (journal) => Promise.resolve(Object.entries(journal.places)));

test("three shards come to one class: each key once, under the names of the new folder", async () => {
  const top = await folder();
  const out = path.join(top, "whole");
  const taken = await merged(await threeShards(top), out, path.join(top, "assignment.yaml"));
  const places = await gradesIn(out);
  expect(places.map(([key]) => key).toSorted()).toEqual(taken.submissions.map(({ key }) => key).toSorted());
  const names = new Map(taken.submissions.map(({ key, pseudonym }) => [key, pseudonym]));
  for (const [key, place] of places) expect(place.pseudonym).toBe(names.get(key));
  expect(taken.assignmentFile).toBe(path.join(top, "assignment.yaml"));
  expect(await readClass(out)).toEqual(taken);
  for (const { dir, student } of taken.submissions) {
    expect(dir.startsWith(out)).toBe(true);
    expect(await readFile(path.join(dir, "Dockerfile"), "utf8")).toContain(student);
  }
});

test("joining once more changes nothing", async () => {
  const top = await folder();
  const [outs, out] = [await threeShards(top), path.join(top, "whole")];
  const first = await merged(outs, out);
  const before = await readFile(path.join(out, "journal.jsonl"), "utf8");
  expect(await merged(outs.toReversed(), out)).toEqual(first);
  expect(await readFile(path.join(out, "journal.jsonl"), "utf8")).toBe(before);
});

test("what a shard could not grade is taken once it could", async () => {
  const top = await folder();
  const [first = "", ...others] = await threeShards(top);
  const out = path.join(top, "whole");
  const own = await readClass(first);
  const again = path.join(top, "again");
  await madeShard(again, { index: 1, of: 3 }, own, () => ({ verdict: "not-gradable", result: null }));
  await cp(path.join(first, "submissions"), path.join(again, "submissions"), { recursive: true });
  const verdicts = async () => new Set((await gradesIn(out)).map(([, { verdict }]) => verdict));
  await merged([again, ...others], out);
  expect(await verdicts()).toEqual(new Set(["not-gradable", "fail"]));
  await merged([first, ...others], out);
  expect(await verdicts()).toEqual(new Set(["fail"]));
});

/** What is said where shards are not the whole of one class, with the folders' names as in a terminal. */
async function refusal(from: readonly string[], top: string): Promise<string> {
  const out = path.join(top, "whole");
  const error: unknown = await merged(from, out).catch((thrown: unknown) => thrown);
  expect(await readdir(out).catch(() => [])).toEqual([]);
  return error instanceof BadInput
    ? `${error.message}\n${error.next ?? ""}`.replaceAll(`${top}/`, "").replaceAll(top, "FOLDER")
    : String(error);
}

test("a shard is missing, and another is there twice", async () => {
  const top = await folder();
  const [one = "", two = ""] = await threeShards(top);
  expect(await refusal([one, two, two], top)).toMatchInlineSnapshot(`
    "Shard 2/3 is there 2 times: shard-2, shard-2.
    Shard 3/3 is missing.
    Nothing was joined. Each shard takes the same hand-ins, assignment and roster."
  `);
});

test("a shard has not graded all, and another graded what is not its own", async () => {
  const top = await folder();
  const [one = "", two = "", three = ""] = await threeShards(top);
  const taken = await madeClass(path.join(top, "half"), STUDENTS, LABS);
  let left = 0;
  await madeShard(path.join(top, "half"), { index: 2, of: 3 }, taken, () => (left++ === 0 ? null : {}));
  expect(await refusal([one, path.join(top, "half"), three], top)).toMatchInlineSnapshot(`
    "half: the hand-in with the key e9ce0a3dcc8e is not graded. Give that shard's command again: it goes on.
    Nothing was joined. Each shard takes the same hand-ins, assignment and roster."
  `);
  const [key = ""] = (await gradesIn(two))[0] ?? [];
  await writeJournal(one, (journal) => journal.append({ kind: "grade", grade: gradeFixture({ key }) }));
  expect(await refusal([one, two, three], top)).toMatchInlineSnapshot(`
    "shard-1: the hand-in with the key e9ce0a3dcc8e is graded there, and it belongs to shard-2.
    Nothing was joined. Each shard takes the same hand-ins, assignment and roster."
  `);
});

test("the shards took in different classes", async () => {
  const top = await folder();
  const [one = "", two = ""] = await threeShards(top);
  const other = path.join(top, "other");
  await madeShard(other, { index: 3, of: 3 }, await madeClass(other, [...STUDENTS.slice(1), "fay"], LABS));
  expect(await refusal([one, two, other], top)).toMatchInlineSnapshot(`
    "shard-1 and other differ in the roster's line of ada.
    shard-1 and other differ in ada's hand-in for 03-scratch.
    shard-1 and other differ in ada's hand-in for 10-surface.
    shard-1 and other differ in the roster's line of fay.
    shard-1 and other differ in fay's hand-in for 03-scratch.
    And 1 more like these.
    Nothing was joined. Each shard takes the same hand-ins, assignment and roster."
  `);
});

test("a folder that holds no shard, and one of another split", async () => {
  const top = await folder();
  const outs = await threeShards(top);
  expect(await refusal([...outs, top], top)).toMatchInlineSnapshot(`
    "FOLDER holds no shard.
    Grade one with: npx groundwork grade ... --shard 1/4 --out FOLDER"
  `);
  const four = path.join(top, "four");
  await madeShard(four, { index: 4, of: 4 }, await madeClass(four, STUDENTS, LABS));
  expect(await refusal([...outs, four], top)).toMatchInlineSnapshot(`
    "four: it is one of 4, and shard-1 is one of 3.
    Nothing was joined. Each shard takes the same hand-ins, assignment and roster."
  `);
});

test("a folder holds one thing: a shard never goes where a class or another shard lies", async () => {
  const top = await folder();
  const [one = ""] = await threeShards(top);
  await expect(claimShard(one, { index: 2, of: 3 }, true)).rejects.toThrow("holds shard 1/3");
  await expect(claimShard(one, null, true)).rejects.toThrow("holds shard 1/3");
  await expect(claimShard(top, { index: 2, of: 3 }, true)).rejects.toThrow("graded whole");
  await claimShard(one, { index: 1, of: 3 }, true);
});
