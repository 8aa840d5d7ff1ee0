import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { anchorsOf } from "../course/content/facts.ts";
import { PROJECT_DIR, RECORDINGS_DIR } from "../project.ts";
import { readRecordings } from "../record/store.ts";
import type { Answer } from "./answer.ts";
import { decide } from "./decide.ts";
import { commandOf, hashOf, needsOfHash, withAnswer } from "./flags.ts";
import { gather } from "./gather.ts";
import { winnerOf } from "./judge.ts";
import { known } from "./known.ts";
import { QUESTIONS } from "./questions.ts";
import type { Question } from "./questions.ts";
import { answerSchema } from "./schema.ts";
import { NOTHING_SAID } from "./types.ts";
import type { Needs } from "./types.ts";
import { DATES_PLACE } from "./words.ts";

/** The same numbers in every run (mulberry32), so that a failure can be repeated. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function anyNeeds(random: () => number): Needs {
  const one = <T>(from: readonly T[]): T => {
    const found = from[Math.floor(random() * from.length)];
    if (found === undefined) throw new Error("an empty list");
    return found;
  };
  const textFor = (question: Question): string => {
    switch (question.kind) {
      case "yes":
        return one(["yes", "no", "no"]);
      case "one":
        return one(question.options).value;
      case "many":
        return question.options
          .filter(() => random() < 0.15)
          .map(({ value }) => value)
          .join(",");
      case "limit":
        return one(["", "", "", "1", "30", "100", "300"]);
    }
  };
  return QUESTIONS.reduce<Needs>(
    (said, question) => withAnswer(said, question, textFor(question)),
    NOTHING_SAID,
  );
}

const recordings = await readRecordings(RECORDINGS_DIR);
const evidence = gather(recordings, known);
const random = numbers(11);
const many = Array.from({ length: 250 }, () => anyNeeds(random));
const answers: readonly Answer[] = many.map((needs) => decide(needs, evidence));

test("any needs get an answer that keeps to its schema", () => {
  for (const answer of answers) expect(() => answerSchema.parse(answer), answer.command).not.toThrow();
});

test("each reason rests on an observation that there is, and leads to a section that there is", () => {
  const keys = new Set(
    recordings.flatMap(({ experiment, observations }) =>
      Object.keys(observations).map((key) => `${experiment}/${key}`),
    ),
  );
  const sections = new Map<string, ReadonlySet<string>>();
  const hasSection = (place: string): boolean => {
    const [page = ""] = place.split("#");
    const known =
      sections.get(page) ??
      new Set(anchorsOf(page, readFileSync(path.join(PROJECT_DIR, "docs", `${page}.mdx`), "utf8")));
    sections.set(page, known);
    return known.has(place);
  };
  for (const { bases, command } of answers) {
    for (const { holds, says, seen, need, published } of bases.flatMap(({ reasons, costs }) => [
      ...reasons,
      ...costs,
    ])) {
      expect(seen.length > 0 || holds === "untold", `${command}: ${need}: ${says} rests on nothing`).toBe(
        true,
      );
      expect(seen.filter(({ of }) => !keys.has(of))).toEqual([]);
      expect(seen.filter(({ place }) => !hasSection(place))).toEqual([]);
      expect(published === null || hasSection(DATES_PLACE)).toBe(true);
    }
  }
});

test("no base wins that lacks something, and nothing is said to fit nowhere while a base fits", () => {
  for (const { winner, bases, command, nothingFits, dockerfile } of answers) {
    const fitting = bases.filter(({ reasons }) =>
      reasons.every(({ holds }) => holds !== "no" && holds !== "untold"),
    );
    expect(fitting.length > 0, command).toBe(winner !== null);
    expect(winner === null || fitting.some(({ id }) => id === winner), command).toBe(true);
    expect([nothingFits === null, dockerfile !== null], command).toEqual([winner !== null, winner !== null]);
  }
});

test("each way out leads to the base that it names", () => {
  for (const { needs, nothingFits, command } of answers) {
    for (const { drop, base } of nothingFits?.ways ?? []) {
      const without = Object.fromEntries(drop.map((key) => [key, NOTHING_SAID[key]]));
      expect(winnerOf({ ...needs, ...without }, evidence), command).toBe(base);
    }
  }
});

test("an address and a command say the whole of the needs", () => {
  for (const needs of many) expect(needsOfHash(`#${hashOf(needs)}`), commandOf(needs)).toEqual(needs);
});

test("what an address says that can't be understood counts as not said", () => {
  expect(needsOfHash("#choose")).toBeNull();
  expect(needsOfHash("#program=cobol&tls=yes")).toBeNull();
  expect(needsOfHash("#program=glibc&shell=fish&max-unpacked=many")).toEqual({
    ...NOTHING_SAID,
    program: "glibc",
  });
  expect(needsOfHash("#program=static&addon=musl")).toEqual({ ...NOTHING_SAID, program: "static" });
});

test("what a stand-in lacks says nothing about its namesake", () => {
  const { bases } = decide({ ...NOTHING_SAID, program: "musl", packages: "run" }, evidence);
  const alpine = bases.find(({ id }) => id === "alpine");
  expect(alpine?.origin === "stand-in" ? alpine.verdict : "not-told").toBe("not-told");
});
