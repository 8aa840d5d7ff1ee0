import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ClaimFailed } from "./failure.ts";
import { learnerFunction } from "./learner.ts";

let dir = "";

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "gw-learner-"));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

/** Calls `answer` of a learner's file; what it returns, or the claim that failed. */
async function called(text: string | null, ...args: readonly unknown[]): Promise<unknown> {
  const file = `f${Math.random().toString(36).slice(2)}.ts`;
  if (text !== null) await writeFile(path.join(dir, file), text);
  try {
    const answer = await learnerFunction<readonly unknown[], unknown>(dir, file, "answer");
    return await answer(...args);
  } catch (error) {
    if (error instanceof ClaimFailed) return { code: error.claim.code, seen: error.claim.seen };
    throw error;
  }
}

test("types, Maps and promises go in and come out", async () => {
  const text = `export async function answer(files: Map<string, number>): Promise<number> { return files.get("a") ?? 0; }`;
  expect(await called(text, new Map([["a", 7]]))).toBe(7);
});

test.each([
  ["a file that is not there", null, "file-missing", "There is none."],
  ["a syntax error", "export function answer( {", "learner-load", "SyntaxError"],
  ["no such export", "export const other = 1;", "learner-load", "It exports other, but no function answer."],
  ["nothing exported", "const a = 1;", "learner-load", "It exports nothing"],
  ["a value instead of a function", "export const answer = 1;", "learner-load", "no function answer"],
  [
    "an import of nothing",
    'import "./nowhere.ts"; export const answer = () => 1;',
    "learner-load",
    "nowhere.ts",
  ],
  ["an error while it loads", 'throw new Error("early");', "learner-load", "Error: early"],
  [
    "an error when it is called",
    'export const answer = () => { throw new RangeError("no"); };',
    "learner-threw",
    "RangeError: no",
  ],
  ["a rejected promise", 'export const answer = async () => { throw "text"; };', "learner-threw", "text"],
  ["what can't be sent back", "export const answer = () => () => 1;", "learner-threw", "could not be cloned"],
  ["process.exit", "export const answer = () => process.exit(0);", "learner-threw", "ended without a result"],
  [
    "a promise that never settles",
    "export const answer = () => new Promise(() => {});",
    "learner-threw",
    "ended without a result",
  ],
])("%s is a claim in plain words", async (_name, text, code, seen) => {
  expect(await called(text)).toEqual({ code, seen: expect.stringContaining(seen) });
});

test("an endless loop ends in time", async () => {
  const begun = performance.now();
  const seen = expect.stringContaining("had not returned after 5 seconds");
  expect(await called("export const answer = () => { for (;;); };")).toEqual({ code: "learner-threw", seen });
  expect(performance.now() - begun).toBeLessThan(9_000);
});
